package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlotTest {

  @TempDir private Path directory;

  /** Another process: says on its standard output whether it could take the slot. */
  static final class Other {
    private Other() {}

    public static void main(String[] args) throws IOException {
      System.out.print(Slot.tryTake(Path.of(args[0])) != null);
    }
  }

  private static boolean anotherProcessTakes(Path folder) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return Boolean.parseBoolean(new String(process.getInputStream().readAllBytes()));
  }

  @Test
  void slot_inUse_isNobodyElsesUntilItIsClosed() throws Exception {
    Path folder = directory.resolve("slot");
    Slot slot = Slot.tryTake(folder);
    assertThat(slot).isNotNull();

    // A second client of this process must not give away the first one's lock by looking.
    assertThat(Slot.tryTake(folder)).isNull();
    assertThat(anotherProcessTakes(folder)).isFalse();

    slot.close();
    assertThat(anotherProcessTakes(folder)).isTrue();
    // That process is gone, and its name in the file does not keep anybody out.
    assertThat(Files.exists(folder.resolve("owner"))).isTrue();
    Slot again = Slot.tryTake(folder);
    assertThat(again).isNotNull();
    again.close();
  }
}
