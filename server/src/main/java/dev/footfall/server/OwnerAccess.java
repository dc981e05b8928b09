package dev.footfall.server;

import dev.footfall.server.store.AccessToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * What opens a running server to the owner of its data folder: a file in it, for its owner only,
 * says where the server listens, and has a secret of this run.
 */
record OwnerAccess(String url, String token) {
  private static final String FILE = "footfall.access";
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  static String newToken() {
    return AccessToken.random().secret();
  }

  /**
   * @throws IOException when there is none to read, with what to do about it
   */
  static OwnerAccess read(Path folder) throws IOException {
    try {
      List<String> lines = Files.readAllLines(folder.resolve(FILE));
      if (lines.size() == 2) {
        return new OwnerAccess(lines.get(0), lines.get(1));
      }
    } catch (NoSuchFileException e) {
      throw new IOException(
          "no server runs on the data folder "
              + folder
              + ": name its folder with --data, or its address with --server and its --admin-token",
          e);
    }
    throw new IOException(folder.resolve(FILE) + " is not whole: try again");
  }

  void write(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    // What a killed server left may be open to others.
    Files.deleteIfExists(file);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }
    Files.write(file, List.of(url, token));
  }

  static void delete(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(FILE));
  }
}
