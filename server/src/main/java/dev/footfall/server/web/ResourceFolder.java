package dev.footfall.server.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder of the class path, in a jar or on the disk. */
final class ResourceFolder {
  private final String path;

  /**
   * @param path with a slash at its end
   */
  ResourceFolder(String path) {
    this.path = path;
  }

  URL file(String name) {
    URL url = ResourceFolder.class.getClassLoader().getResource(path + name);
    if (url == null) {
      throw new IllegalStateException("missing from the jar: " + path + name);
    }
    return url;
  }

  /**
   * The names of all files in it, folders within it included.
   *
   * @param known one that lies directly in it: a jar need not list its folders
   */
  List<String> names(String known) {
    try {
      URL url = file(known);
      URLConnection connection = url.openConnection();
      if (connection instanceof JarURLConnection inJar) {
        return inJar.getJarFile().stream()
            .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(path))
            .map(entry -> entry.getName().substring(path.length()))
            .toList();
      }
      return onDisk(Path.of(URI.create(url.toString())).resolveSibling(""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> onDisk(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(each -> folder.relativize(each).toString().replace('\\', '/'))
          .toList();
    }
  }
}
