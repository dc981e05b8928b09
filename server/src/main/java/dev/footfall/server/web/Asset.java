package dev.footfall.server.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of the dashboard, or several as one. Compressed once, when that is first asked for, and
 * kept so.
 */
final class Asset {
  private static final Map<String, String> TYPES =
      Map.of(
          "js", "text/javascript; charset=utf-8",
          "mjs", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  private final List<URL> files;
  private volatile byte @Nullable [] gzipped;

  Asset(URL file) {
    this(List.of(file));
  }

  /**
   * @param files of one type
   */
  Asset(List<URL> files) {
    this.files = files;
  }

  /** Null: it is none that is served. */
  @Nullable String type() {
    String path = files.get(0).getPath();
    return TYPES.get(path.substring(path.lastIndexOf('.') + 1));
  }

  byte[] content() throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (URL file : files) {
      try (InputStream in = file.openStream()) {
        in.transferTo(content);
      }
    }
    return content.toByteArray();
  }

  byte[] gzipped() throws IOException {
    byte[] known = gzipped;
    if (known == null) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
        gzip.write(content());
      }
      known = out.toByteArray();
      gzipped = known;
    }
    return known;
  }
}
