package dev.footfall.server.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.server.store.ApiKey;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code GET /api/openapi.json}: openapi.yaml as JSON, made when it is first asked for. */
final class OpenApiHandler implements Handler {
  /** It is our own. */
  private static final int MAX_ALIASES = 500;

  /** What a call needs of its caller, as the list of endpoints in README calls it. */
  private static final String NEEDS = "x-needs";

  private final List<Endpoint> endpoints;
  private final String basePath;
  private final String version;
  private volatile @Nullable Document document;

  private record Document(String json, String tag) {}

  /**
   * @param endpoints whose needs are told with them
   */
  OpenApiHandler(WebSettings settings, List<Endpoint> endpoints) {
    this.endpoints = endpoints;
    basePath = settings.basePath();
    version = settings.version();
  }

  @Override
  public void handle(Context ctx) throws IOException {
    Document known = document;
    Document found = known == null ? read() : known;
    document = found;
    ctx.header("ETag", found.tag());
    ctx.header("Cache-Control", "no-cache");
    String held = ctx.header("If-None-Match");
    if (held != null && List.of(held.split("\\s*,\\s*", -1)).contains(found.tag())) {
      ctx.status(304);
      return;
    }
    ctx.contentType("application/json").result(found.json());
  }

  private Document read() throws IOException {
    Map<String, Object> content = new LinkedHashMap<>();
    try (InputStream in = OpenApiHandler.class.getResourceAsStream("openapi.yaml")) {
      if (in == null) {
        throw new IllegalStateException("missing from the jar: openapi.yaml");
      }
      LoaderOptions options = new LoaderOptions();
      options.setMaxAliasesForCollections(MAX_ALIASES);
      Map<String, Object> yaml = new Yaml(new SafeConstructor(options)).load(in);
      content.putAll(yaml);
    }
    content.put("servers", List.of(Map.of("url", basePath.isEmpty() ? "/" : basePath)));
    if (content.get("info") instanceof Map<?, ?> info) {
      Map<Object, Object> versioned = new LinkedHashMap<>(info);
      versioned.put("version", version);
      content.put("info", versioned);
    }
    tellNeeds(content);
    String json = new ObjectMapper().writeValueAsString(content);
    String hash = ApiKey.hash(json);
    return new Document(json, "\"" + hash.substring(0, 32) + "\"");
  }

  private void tellNeeds(Map<String, Object> content) {
    Map<String, Object> paths = within(content, "paths");
    for (Endpoint endpoint : endpoints) {
      String method = endpoint.method().name().toLowerCase(Locale.ROOT);
      within(within(paths, endpoint.path()), method).put(NEEDS, endpoint.need().label());
    }
  }

  @SuppressWarnings("unchecked") // the document is our own
  private static Map<String, Object> within(Map<String, Object> map, String name) {
    return (Map<String, Object>) Objects.requireNonNull(map.get(name), name);
  }
}
