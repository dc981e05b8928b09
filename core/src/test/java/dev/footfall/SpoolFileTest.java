package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The format: what was written is what is read, or it is known not to be. */
class SpoolFileTest {

  private static final Origin ORIGIN = new Origin(1, "shop", null, "i-1", "1.0");
  private static final int FRAMES = 6;

  @TempDir private Path directory;
  private final OpenBatch open = new OpenBatch(Batch.Kind.REQUESTS, ORIGIN, new Encoder(1));
  private final List<Integer> frameEnds = new ArrayList<>();
  private Path path;
  private Batch written;

  /** Frames of one to six records, some of them skips. */
  @BeforeEach
  void write() throws IOException {
    SpoolName name = SpoolName.open(7, 1_000, open.id());
    try (SpoolFile file = SpoolFile.create(directory, name, Batch.Kind.REQUESTS, ORIGIN)) {
      frameEnds.add((int) file.length());
      Cleaner cleaner = new Cleaner(Pipeline.config().build(), new Ledger());
      RequestReader reader = new RequestReader(Pipeline.config().build());
      for (int frame = 1; frame <= FRAMES; frame++) {
        for (int i = 0; i < frame; i++) {
          FakeRequest request = FakeRequest.get(i % 2 == 0 ? "/ä/select" : "/plain/" + i);
          open.add(5, cleaner.clean(reader.read(request, 1_000, 200, 1, null, null)), true);
        }
        file.append(open.from(file.records()));
        frameEnds.add((int) file.length());
      }
      path = file.path();
    }
    written = open.close(1);
  }

  @Test
  void read_givesWhatWasWritten() throws IOException {
    Batch read = SpoolReader.read(path, open.id(), 5);

    assertThat(read.id()).isEqualTo(written.id());
    assertThat(read.kind()).isEqualTo(Batch.Kind.REQUESTS);
    assertThat(read.origin()).isEqualTo(ORIGIN);
    assertThat(read.ends()).isEqualTo(written.ends());
    assertThat(read.skips()).isEqualTo(written.skips());
    assertThat(read.skips().cardinality()).isEqualTo(12);
    assertThat(new String(read.records(), StandardCharsets.UTF_8))
        .isEqualTo(new String(written.records(), StandardCharsets.UTF_8));
  }

  @Test
  void mend_whereverTheFileIsTorn_keepsTheWholeFrames() throws IOException {
    byte[] whole = Files.readAllBytes(path);
    for (int length = 0; length < whole.length; length++) {
      Path torn = directory.resolve("torn");
      Files.write(torn, Arrays.copyOf(whole, length));
      if (length < frameEnds.get(0)) {
        assertThatThrownBy(() -> SpoolReader.mend(torn)).isInstanceOf(SpoolReader.Damaged.class);
        continue;
      }
      int frames = 0;
      while (frames < FRAMES && frameEnds.get(frames + 1) <= length) {
        frames++;
      }
      int records = frames * (frames + 1) / 2;
      assertThat(SpoolReader.mend(torn)).isEqualTo(records);
      Batch read = SpoolReader.read(torn, open.id(), 5);
      assertThat(read.ends()).isEqualTo(Arrays.copyOf(written.ends(), records));
      assertThat(Files.size(torn)).isEqualTo((long) frameEnds.get(frames));
    }
  }

  @Test
  void mend_whenRubbishFollows_cutsItOff() throws IOException {
    byte[] whole = Files.readAllBytes(path);
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      byte[] longer = Arrays.copyOf(whole, whole.length + 1 + random.nextInt(5_000));
      if (i % 2 == 0) {
        byte[] rubbish = new byte[longer.length - whole.length];
        random.nextBytes(rubbish);
        System.arraycopy(rubbish, 0, longer, whole.length, rubbish.length);
      }
      Path file = Files.write(directory.resolve("longer"), longer);
      SpoolReader.mend(file);
      assertThat(SpoolReader.read(file, open.id(), 5).ends()).startsWith(written.ends());
    }
  }

  @Test
  void read_whereverABitIsTurned_neverGivesOtherRecords() throws IOException {
    byte[] whole = Files.readAllBytes(path);
    for (int at = 0; at < whole.length; at++) {
      byte[] turned = whole.clone();
      turned[at] ^= (byte) (1 << at % 8);
      Path file = Files.write(directory.resolve("turned"), turned);
      assertThatThrownBy(() -> SpoolReader.read(file, open.id(), 5))
          .isInstanceOf(SpoolReader.Damaged.class);
    }
  }

  @Test
  void append_afterOneThatFailedHalfway_followsTheLastWholeFrame() throws IOException {
    SpoolName name = SpoolName.open(8, 1_000, UUID.randomUUID());
    OpenBatch batch = new OpenBatch(Batch.Kind.EVENTS, ORIGIN, new Encoder(1));
    Path half = directory.resolve(name.toString());
    try (SpoolFile file = SpoolFile.create(directory, name, Batch.Kind.EVENTS, ORIGIN)) {
      batch.add(1, Event.named("a").build(), "");
      file.append(batch.from(0));
      Files.write(half, new byte[500], StandardOpenOption.APPEND);
      batch.add(1, Event.named("b").build(), "");
      file.append(batch.from(1));
    }

    assertThat(SpoolReader.read(half, name.id(), 1).ends()).isEqualTo(batch.close(1).ends());
  }

  @Test
  void read_whereverTheFileIsTorn_givesTheWholeFramesBesides() throws IOException {
    byte[] whole = Files.readAllBytes(path);
    Path torn = Files.write(directory.resolve("torn"), Arrays.copyOf(whole, whole.length - 1));

    assertThatThrownBy(() -> SpoolReader.read(torn, open.id(), 5))
        .isInstanceOfSatisfying(
            SpoolReader.Damaged.class,
            e -> assertThat(e.rest().ends()).isEqualTo(Arrays.copyOf(written.ends(), 15)));
  }

  @Test
  void read_ofAnotherFormat_saysSo() throws IOException {
    Path foreign = Files.writeString(directory.resolve("foreign"), "something else altogether");
    assertThatThrownBy(() -> SpoolReader.read(foreign, open.id(), 0))
        .hasMessage("it is no spooled batch");

    byte[] later = Files.readAllBytes(path);
    later[7] = 2;
    Path newer = Files.write(directory.resolve("newer"), later);
    assertThatThrownBy(() -> SpoolReader.read(newer, open.id(), 0))
        .hasMessage("its format version is 2");
  }

  @Test
  void name_tellsWhatIsInTheFile() {
    UUID id = UUID.fromString("841018cf-1111-4222-8333-444455556666");
    SpoolName name = SpoolName.open(12, 1_763_676_000_123L, id);

    assertThat(name)
        .hasToString("0000000000000012-1763676000123-841018cf-1111-4222-8333-444455556666.open");
    assertThat(SpoolName.parse(name.toString())).isEqualTo(name);
    assertThat(SpoolName.parse(name.complete(99).toString())).isEqualTo(name.complete(99));
    assertThat(SpoolName.parse("0-foreign.batch")).isNull();
    assertThat(SpoolName.parse("lock")).isNull();
  }
}
