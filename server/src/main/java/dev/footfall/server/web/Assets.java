package dev.footfall.server.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.server.refusal.Refusal;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The dashboard's files, our own and those of the WebJars, below a path with a hash of them all: a
 * browser need never ask for one again, and another version's are never mixed with them.
 */
final class Assets {
  private static final String OWN = "footfall/";
  private static final String FOLDER = "dev/footfall/server/web/dashboard/";
  private static final String PAGE = "index.html";
  private static final String STYLES = "styles.css";
  private static final String LINK = "<link rel=\"stylesheet\" href=\"{{own}}/";
  private static final Pattern STYLE =
      Pattern.compile("\\s*" + Pattern.quote(LINK) + "(styles/[a-z-]+\\.css)\">");
  private static final int HASH_CHARS = 16;

  /**
   * A WebJar's modules.
   *
   * @param name by which modules import it
   * @param jar its folder among the WebJars
   * @param entry the file that its bare name stands for
   * @param whole whether its other modules are served too
   */
  private record Library(String name, String jar, String entry, boolean whole) {
    boolean serves(String file) {
      boolean module =
          file.endsWith(".js") && !file.startsWith("development/") && !file.startsWith("node/");
      return file.equals(entry) || (whole && module);
    }
  }

  private static final List<Library> LIBRARIES =
      List.of(
          new Library("lit", "lit", "index.js", true),
          new Library("lit-html", "lit-html", "lit-html.js", true),
          new Library("lit-element", "lit-element", "index.js", true),
          new Library(
              "@lit/reactive-element", "lit__reactive-element", "reactive-element.js", true),
          new Library("echarts", "echarts", "echarts.esm.min.mjs", false));

  private final Map<String, Asset> assets = new TreeMap<>();
  private final String hash;

  /** For work on these files: a folder that our own are read from, each time anew; else null. */
  private final @Nullable Path files = folder(System.getProperty("footfall.dashboard.files"));

  Assets() {
    ResourceFolder own = new ResourceFolder(FOLDER);
    own.names(PAGE).forEach(name -> add(OWN + name, new Asset(own.file(name))));
    add(
        OWN + STYLES,
        new Asset(
            STYLE.matcher(text(own)).results().map(each -> own.file(each.group(1))).toList()));
    Properties versions = versions();
    for (Library library : LIBRARIES) {
      String version = versions.getProperty(library.jar());
      ResourceFolder jar =
          new ResourceFolder("META-INF/resources/webjars/" + library.jar() + "/" + version + "/");
      jar.names(library.entry()).stream()
          .filter(library::serves)
          .forEach(name -> add(library.jar() + "/" + name, new Asset(jar.file(name))));
    }
    hash = hash(assets);
  }

  private void add(String path, Asset asset) {
    if (asset.type() != null) {
      assets.put(path, asset);
    }
  }

  /** The path below which they are, without a slash at its end. */
  String path() {
    return "/assets/" + hash;
  }

  /** The path of our own ones among them. */
  String own() {
    return path() + "/" + OWN.substring(0, OWN.length() - 1);
  }

  /** Its styles are one file, which takes less when compressed, and one call. */
  String page() {
    if (files == null) {
      String page = text(new ResourceFolder(FOLDER));
      int begin = page.indexOf(LINK);
      return page.substring(0, begin)
          + LINK
          + STYLES
          + "\">"
          + STYLE.matcher(page.substring(begin)).replaceAll("");
    }
    try {
      return Files.readString(files.resolve(PAGE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(ResourceFolder folder) {
    try {
      return new String(new Asset(folder.file(PAGE)).content(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What modules may import by a bare name. */
  String importMap(String basePath) {
    ObjectNode map = new ObjectMapper().createObjectNode();
    ObjectNode imports = map.putObject("imports");
    String root = basePath + path() + "/";
    for (Library library : LIBRARIES) {
      imports.put(library.name(), root + library.jar() + "/" + library.entry());
      if (library.whole()) {
        imports.put(library.name() + "/", root + library.jar() + "/");
      }
    }
    imports.put(OWN, root + OWN);
    return map.toString();
  }

  boolean hasView(String name) {
    return assets.containsKey(module(name));
  }

  private static String module(String view) {
    return OWN + "pages/" + view + ".js";
  }

  /**
   * The modules that a view needs from the start; none where they may change meanwhile.
   *
   * @param view one that there is
   */
  List<String> modules(String view) {
    if (files != null) {
      return List.of();
    }
    try {
      return new ModuleGraph(assets, Assets::path)
          .reachable(List.of(OWN + "app.js", module(view))).stream()
              .map(module -> path() + "/" + module)
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of what is imported by a bare name, as the import map says. */
  private static String path(String name) {
    for (Library library : LIBRARIES) {
      if (name.equals(library.name())) {
        return library.jar() + "/" + library.entry();
      }
      if (library.whole() && name.startsWith(library.name() + "/")) {
        return library.jar() + name.substring(library.name().length());
      }
    }
    return name;
  }

  void answer(Context ctx) throws IOException {
    String name = ctx.pathParam("name");
    Asset asset = ctx.pathParam("hash").equals(hash) ? find(name) : null;
    String type = asset == null ? null : asset.type();
    if (asset == null || type == null) {
      throw new Refusal(404, Errors.NOTHING_HERE, null);
    }
    boolean reread = files != null && name.startsWith(OWN);
    ctx.header("Cache-Control", reread ? "no-cache" : "public, max-age=31536000, immutable");
    ctx.header("Vary", "Accept-Encoding");
    ctx.contentType(type);
    if (GzipAnswer.isAsked(ctx.header("Accept-Encoding"))) {
      ctx.header("Content-Encoding", "gzip").result(asset.gzipped());
    } else {
      ctx.result(asset.content());
    }
  }

  private @Nullable Asset find(String name) throws IOException {
    if (files == null || !name.startsWith(OWN)) {
      return assets.get(name);
    }
    Path file = files.resolve(name.substring(OWN.length())).normalize();
    return file.startsWith(files) && Files.isRegularFile(file)
        ? new Asset(file.toUri().toURL())
        : null;
  }

  private static @Nullable Path folder(@Nullable String name) {
    return name == null ? null : Path.of(name).toAbsolutePath().normalize();
  }

  private static Properties versions() {
    Properties versions = new Properties();
    try (InputStream in = Assets.class.getResourceAsStream("webjars.properties")) {
      if (in == null) {
        throw new IllegalStateException("missing from the jar: webjars.properties");
      }
      versions.load(in);
      return versions;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(Map<String, Asset> assets) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Map.Entry<String, Asset> each : assets.entrySet()) {
        byte[] content = each.getValue().content();
        String head = each.getKey() + "\n" + content.length + "\n";
        digest.update(head.getBytes(StandardCharsets.UTF_8));
        digest.update(content);
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_CHARS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
