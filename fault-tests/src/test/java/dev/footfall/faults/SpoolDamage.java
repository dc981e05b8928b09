package dev.footfall.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a crash or a bad disk does to the newest file of a spool. */
enum SpoolDamage {
  TAIL_CUT {
    @Override
    byte[] done(byte[] file) {
      return Arrays.copyOf(file, file.length - 10);
    }
  },
  HALVED {
    @Override
    byte[] done(byte[] file) {
      return Arrays.copyOf(file, file.length / 2);
    }
  },
  EMPTIED {
    @Override
    byte[] done(byte[] file) {
      return new byte[0];
    }
  },
  LAST_BYTES_FLIPPED {
    @Override
    byte[] done(byte[] file) {
      byte[] damaged = file.clone();
      damaged[file.length - 10] ^= 0x10;
      return damaged;
    }
  },
  /** What some file systems leave of what was not synced. */
  TAIL_ZEROED {
    @Override
    byte[] done(byte[] file) {
      byte[] damaged = file.clone();
      Arrays.fill(damaged, file.length - 100, file.length, (byte) 0);
      return damaged;
    }
  },
  GARBAGE_APPENDED {
    @Override
    byte[] done(byte[] file) {
      byte[] damaged = Arrays.copyOf(file, file.length + 1_000);
      Arrays.fill(damaged, file.length, damaged.length, (byte) 0x7f);
      return damaged;
    }
  },
  SOMETHING_ELSE {
    @Override
    byte[] done(byte[] file) {
      byte[] damaged = new byte[file.length];
      Arrays.fill(damaged, (byte) 'x');
      return damaged;
    }
  };

  abstract byte[] done(byte[] file);

  /** Whether only the end of the file is touched. */
  boolean isAtTheEnd() {
    return this == TAIL_CUT || this == LAST_BYTES_FLIPPED || this == TAIL_ZEROED;
  }

  void strike(Path spool) {
    try (Stream<Path> all = Files.walk(spool)) {
      List<Path> files =
          all.filter(file -> Files.isRegularFile(file) && sizeOf(file) > 200).toList();
      Path newest =
          files.stream()
              .max(Comparator.comparing(SpoolDamage::changedAt).thenComparing(path -> path))
              .orElseThrow(() -> new AssertionError("nothing is spooled in " + spool));
      Files.write(newest, done(Files.readAllBytes(newest)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long sizeOf(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long changedAt(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
