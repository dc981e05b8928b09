package dev.footfall.consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * What a jar declares to native-image: each entry as a declared access, from the single file or
 * from its predecessors {@code reflect-config.json} and {@code resource-config.json}.
 */
final class NativeImageMetadata {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FOLDER = "META-INF/native-image/";

  /** One declaration; {@code *} as the member stands for all of its kind. */
  record Entry(Access.Kind kind, String target, String member) {

    boolean covers(Access access) {
      return switch (access.kind()) {
        // a type whose members are declared may be asked for
        case TYPE -> kind != Access.Kind.RESOURCE && target.equals(access.target());
        case METHOD, FIELD, CONSTRUCTOR ->
            kind == access.kind()
                && target.equals(access.target())
                && (member.equals("*") || member.equals(access.member()));
        case PROXY -> false; // declared as a list of interfaces, which nothing here needs
        case RESOURCE -> kind == Access.Kind.RESOURCE && target.equals(access.target());
        // native-image finds providers by itself; what it reads has to be in the image
        case SERVICE ->
            kind == Access.Kind.RESOURCE && target.equals("META-INF/services/" + access.target());
      };
    }
  }

  private NativeImageMetadata() {}

  static List<Entry> in(Path jar) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
        String name = entry.getName();
        if (name.startsWith(FOLDER) && name.endsWith(".json")) {
          try (InputStream in = file.getInputStream(entry)) {
            entries.addAll(read(name, JSON.readTree(in)));
          }
        }
      }
    }
    return entries;
  }

  private static Collection<Entry> read(String name, JsonNode json) {
    List<Entry> entries = new ArrayList<>();
    switch (name.substring(name.lastIndexOf('/') + 1)) {
      case "reachability-metadata.json" -> {
        json.path("reflection").forEach(type -> addType(entries, type, "type"));
        json.path("resources")
            .forEach(r -> entries.add(new Entry(Access.Kind.RESOURCE, r.get("glob").asText(), "")));
      }
      case "reflect-config.json" -> json.forEach(type -> addType(entries, type, "name"));
      case "resource-config.json" ->
          json.path("resources")
              .forEach(
                  r -> entries.add(new Entry(Access.Kind.RESOURCE, r.get("pattern").asText(), "")));
      default -> throw new IllegalArgumentException("unknown file: " + name);
    }
    return entries;
  }

  private static void addType(List<Entry> entries, JsonNode type, String nameField) {
    String name = type.get(nameField).asText();
    int before = entries.size();
    type.path("fields")
        .forEach(f -> entries.add(new Entry(Access.Kind.FIELD, name, f.get("name").asText())));
    type.path("methods")
        .forEach(
            m -> {
              String method = m.get("name").asText();
              Access.Kind kind =
                  method.equals("<init>") ? Access.Kind.CONSTRUCTOR : Access.Kind.METHOD;
              entries.add(new Entry(kind, name, method));
            });
    type.fieldNames()
        .forEachRemaining(
            flag -> {
              if (flag.startsWith("all") && type.get(flag).asBoolean()) {
                Access.Kind kind =
                    flag.endsWith("Fields")
                        ? Access.Kind.FIELD
                        : flag.endsWith("Methods") ? Access.Kind.METHOD : Access.Kind.CONSTRUCTOR;
                entries.add(new Entry(kind, name, "*"));
              }
            });
    if (entries.size() == before) {
      entries.add(new Entry(Access.Kind.TYPE, name, ""));
    }
  }
}
