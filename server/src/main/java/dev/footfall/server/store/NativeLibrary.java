package dev.footfall.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's native library, 70 MB that its driver unpacks into the temporary folder at each
 * start and deletes at a regular end only. Where the system lets a file go while it is in use, it
 * goes at once, so that a killed server leaves nothing behind.
 */
final class NativeLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);
  private static final Path MAPPED_FILES = Path.of("/proc/self/maps");
  private static final String NAME = "/libduckdb_java";

  private NativeLibrary() {}

  /** Deletes the unpacked file once it is loaded; elsewhere than on Linux this does nothing. */
  static void deleteUnpacked() {
    if (!Files.isReadable(MAPPED_FILES)) {
      return;
    }
    try {
      Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
      List<Path> unpacked;
      try (var lines = Files.lines(MAPPED_FILES)) {
        unpacked =
            lines
                .filter(line -> line.contains(NAME) && line.endsWith(".so"))
                .map(line -> Path.of(line.substring(line.indexOf('/'))))
                .filter(file -> file.startsWith(temporary))
                .distinct()
                .toList();
      }
      for (Path file : unpacked) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.debug("The engine's unpacked library stays until the end", e);
    }
  }
}
