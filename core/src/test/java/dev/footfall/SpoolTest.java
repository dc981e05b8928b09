package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

  @TempDir private Path directory;
  private final FakeTransport transport = new FakeTransport();

  private Config.Builder config() {
    return Pipeline.config().spoolDirectory(directory).maxQueued(100_000);
  }

  private List<Path> files(String suffix) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(f -> f.toString().endsWith(suffix)).sorted().toList();
    }
  }

  /** A process that dies: its lock goes with it, everything else stays. */
  private void die(Pipeline pipeline) {
    pipeline.outbox.close();
  }

  @Test
  void batch_isOnDiskBeforeItIsSentAndGoneOnceItIsDelivered() throws IOException {
    transport.answering(
        post -> {
          try {
            assertThat(files(".batch")).hasSize(1);
            assertThat(Files.getPosixFilePermissions(files(".batch").get(0)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
          } catch (IOException e) {
            throw new AssertionError(e);
          }
          return FakeTransport.hostedCreated();
        });
    Pipeline pipeline = new Pipeline(config().build(), transport);
    pipeline.recordMany(10);
    pipeline.pass(Duration.ofSeconds(10));

    assertThat(pipeline.stats().delivered()).isEqualTo(10);
    assertThat(files(".batch")).isEmpty();
  }

  @Test
  void restart_sendsWhatIsThereUnderTheSameIdOldestFirst() throws IOException {
    transport.answering(Answer.failed(new IOException("away")));
    Pipeline first = new Pipeline(config().maxBatch(10).build(), transport);
    first.recordMany(30);
    first.pass(Duration.ofSeconds(10));
    assertThat(first.stats().spooled()).isEqualTo(30);
    assertThat(first.stats().queued()).isZero();
    Pipeline.assertAccounted(first.stats());
    String firstId = transport.posts.get(0).idempotencyKey();
    die(first);
    transport.posts.clear();

    transport.answering(FakeTransport.hostedCreated());
    Pipeline second = new Pipeline(config().build(), transport);
    second.pass(Duration.ofSeconds(60));

    assertThat(transport.posts).hasSize(3);
    assertThat(transport.posts.get(0).idempotencyKey()).isEqualTo(firstId);
    assertThat(new String(transport.posts.get(2).body(), StandardCharsets.UTF_8))
        .contains("/v1/items/29\"");
    assertThat(second.stats().recorded()).isEqualTo(30);
    assertThat(second.stats().delivered()).isEqualTo(30);
    Pipeline.assertAccounted(second.stats());
    assertThat(files(".batch")).isEmpty();
  }

  @Test
  void batch_keepsThePrivacyLevelAndOriginItWasMadeUnder() throws IOException {
    transport.answering(Answer.failed(new IOException("away")));
    Pipeline first =
        new Pipeline(config().privacyLevel(1).service("orders").version("1.0").build(), transport);
    first.recordMany(1);
    first.pass(Duration.ofSeconds(10));
    die(first);
    transport.posts.clear();

    transport.answering(FakeTransport.hostedCreated());
    Pipeline second = new Pipeline(config().privacyLevel(0).service("billing").build(), transport);
    second.pass(Duration.ofSeconds(10));

    assertThat(new String(transport.posts.get(0).body(), StandardCharsets.UTF_8))
        .contains("\"privacy_level\":1,\"service\":\"orders\"")
        .contains("\"version\":\"1.0\"");
  }

  @Test
  void overflow_goesToDiskAndComesBackInOrder() {
    transport.answering(Answer.failed(new IOException("away")));
    Pipeline pipeline = new Pipeline(config().maxBufferedBytes(100_000).build(), transport);
    pipeline.recordMany(20_000);
    pipeline.pass(Duration.ofSeconds(30));
    assertThat(pipeline.stats().droppedTotal()).isZero();
    assertThat(pipeline.stats().spooled()).isGreaterThan(19_000);

    transport.answering(FakeTransport.footfallCreated());
    pipeline.pass(Duration.ofMinutes(20));

    assertThat(pipeline.stats().delivered()).isEqualTo(20_000);
    Pipeline.assertAccounted(pipeline.stats());
  }

  @Test
  void spool_whenFull_dropsUnderItsOwnReason() {
    transport.answering(Answer.failed(new IOException("away")));
    Pipeline pipeline =
        new Pipeline(
            config().maxBufferedBytes(100_000).maxSpoolBytes(1_000_000).build(), transport);
    pipeline.recordMany(20_000);
    pipeline.pass(Duration.ofSeconds(30));

    assertThat(pipeline.stats().dropped().get(DropReason.SPOOL_FULL)).isGreaterThan(1_000);
    Pipeline.assertAccounted(pipeline.stats());
  }

  @Test
  void tornAndForeignFiles_areSetAside() throws IOException {
    transport.answering(Answer.failed(new IOException("away")));
    Pipeline first = new Pipeline(config().maxBatch(10).build(), transport);
    first.recordMany(30);
    first.pass(Duration.ofSeconds(10));
    die(first);
    List<Path> files = files(".batch");
    byte[] whole = Files.readAllBytes(files.get(0));
    Files.write(files.get(0), Arrays.copyOf(whole, whole.length / 2));
    Files.writeString(files.get(1).resolveSibling("0-foreign.batch"), "something else");

    transport.answering(FakeTransport.hostedCreated());
    Pipeline second = new Pipeline(config().build(), transport);
    second.pass(Duration.ofSeconds(60));

    assertThat(second.stats().delivered()).isEqualTo(20);
    assertThat(files(".damaged")).hasSize(2);
    assertThat(second.stats().dropped()).containsEntry(DropReason.SPOOL_DAMAGED, 10L);
    Pipeline.assertAccounted(second.stats());
  }

  @Test
  void damagedFile_losesOnlyWhatCannotBeRead() throws IOException {
    transport.answering(Answer.failed(new IOException("away")));
    Pipeline first = new Pipeline(config().build(), transport);
    first.recordMany(10);
    first.pass(Duration.ofSeconds(1));
    first.recordMany(5);
    first.pass(Duration.ofSeconds(10));
    die(first);
    Path file = files(".batch").get(0);
    byte[] whole = Files.readAllBytes(file);
    whole[whole.length - 1] ^= 1;
    Files.write(file, whole);

    transport.answering(FakeTransport.hostedCreated());
    Pipeline second = new Pipeline(config().build(), transport);
    second.pass(Duration.ofSeconds(60));

    assertThat(second.stats().delivered()).isEqualTo(10);
    assertThat(second.stats().dropped()).containsEntry(DropReason.SPOOL_DAMAGED, 5L);
    assertThat(files(".damaged")).hasSize(1);
    assertThat(files(".batch")).isEmpty();
    Pipeline.assertAccounted(second.stats());
  }

  @Test
  void fileThatIsGone_isCountedAndHoldsUpNothing() throws IOException {
    transport.answering(Answer.failed(new IOException("away")));
    Pipeline first = new Pipeline(config().maxBatch(10).build(), transport);
    first.recordMany(50);
    first.pass(Duration.ofSeconds(10));
    die(first);

    transport.answering(FakeTransport.footfallCreated());
    Pipeline second = new Pipeline(config().build(), transport);
    Files.delete(files(".batch").get(1));
    second.pass(Duration.ofSeconds(10));
    second.recordMany(5);
    second.pass(Duration.ofSeconds(30));

    assertThat(second.stats().delivered()).isEqualTo(45);
    assertThat(second.stats().dropped()).containsEntry(DropReason.SPOOL_DAMAGED, 10L);
    Pipeline.assertAccounted(second.stats());
  }

  @Test
  void close_onAFullDisk_leavesWhatIsThere() throws IOException {
    transport.answering(Answer.failed(new IOException("away")));
    Pipeline first = new Pipeline(config().build(), transport);
    first.recordMany(10);
    first.pass(Duration.ofSeconds(1));
    Path open = files(".open").get(0);
    // A folder where the batch's last name should be: the file can be kept, but not completed.
    Path inTheWay =
        Files.createDirectory(
            open.resolveSibling(open.getFileName().toString().replace(".open", "-15.batch")));
    first.recordMany(5);
    first.shipper.close(Duration.ofMillis(1));
    first.pass(Duration.ofSeconds(2));
    Pipeline.assertAccounted(first.stats());
    assertThat(first.shipper.isTerminated()).isTrue();
    assertThat(first.stats().spooled()).isEqualTo(15);

    Files.delete(inTheWay);
    transport.answering(FakeTransport.footfallCreated());
    Pipeline second = new Pipeline(config().build(), transport);
    second.pass(Duration.ofSeconds(30));
    assertThat(second.stats().delivered()).isEqualTo(15);
    Pipeline.assertAccounted(second.stats());
  }

  @Test
  void crash_betweenTheHalvesAndTheirWhole_sendsNothingTwice() throws IOException {
    transport.answering(Answer.failed(new IOException("away")));
    Pipeline first = new Pipeline(config().build(), transport);
    first.recordMany(9);
    first.pass(Duration.ofSeconds(10));
    Path whole = files(".batch").get(0);
    SpoolName name = SpoolName.parse(whole.getFileName().toString());
    Batch batch = SpoolReader.read(whole, name.id(), 0);
    List<Batch> halves = batch.halve();
    die(first);

    for (int stored = 1; stored <= 2; stored++) {
      for (Batch half : halves.subList(0, stored)) {
        SpoolName open = SpoolName.open(100 + stored, 0, half.id());
        try (SpoolFile file =
            SpoolFile.create(whole.getParent(), open, half.kind(), half.origin())) {
          file.append(half.from(0));
          Files.move(file.path(), whole.resolveSibling(open.complete(half.count()).toString()));
        }
      }
      Pipeline second = new Pipeline(config().maxAge(Duration.ofDays(30)).build(), transport);
      assertThat(second.stats().recorded()).isEqualTo(9);
      die(second);
    }
    assertThat(files(".batch")).hasSize(2);
  }

  @Test
  void batch_thatIsThereTwice_isSentOnce() throws IOException {
    transport.answering(Answer.failed(new IOException("away")));
    Pipeline first = new Pipeline(config().build(), transport);
    first.recordMany(10);
    first.pass(Duration.ofSeconds(10));
    die(first);
    Path file = files(".batch").get(0);
    SpoolName name = SpoolName.parse(file.getFileName().toString());
    Files.copy(file, file.resolveSibling(name.numbered(99).toString()));

    transport.answering(FakeTransport.footfallCreated());
    Pipeline second = new Pipeline(config().build(), transport);
    second.pass(Duration.ofSeconds(10));
    assertThat(second.stats().delivered()).isEqualTo(10);
    Pipeline.assertAccounted(second.stats());
    assertThat(files(".damaged")).hasSize(1);
  }

  @Test
  void bigBatch_ofAnEarlierProcess_isHalvedForAServerThatTakesLess() throws IOException {
    transport.answering(FakeTransport.footfallCreated());
    Pipeline first = new Pipeline(config().maxBatch(20_000).build(), transport);
    first.recordMany(1);
    first.pass(Duration.ofSeconds(10));
    transport.answering(Answer.failed(new IOException("away")));
    first.recordMany(6_000);
    first.pass(Duration.ofSeconds(20));
    die(first);
    transport.posts.clear();

    transport.answering(FakeTransport.hostedCreated());
    Pipeline second = new Pipeline(config().build(), transport);
    second.pass(Duration.ofMinutes(5));
    assertThat(second.stats().delivered()).isEqualTo(6_000);
    for (Transport.Post post : transport.posts) {
      assertThat(paths(post)).hasSizeLessThanOrEqualTo(2_000);
    }
  }

  @Test
  void append_afterAnInterrupt_goesOn() throws IOException {
    transport.answering(Answer.failed(new IOException("away")));
    Pipeline pipeline = new Pipeline(config().build(), transport);
    pipeline.recordMany(3);
    pipeline.pass(Duration.ofSeconds(1));
    Thread.currentThread().interrupt();
    pipeline.recordMany(3);
    pipeline.pass(Duration.ofSeconds(1));
    Thread.interrupted();
    pipeline.pass(Duration.ofSeconds(15));

    assertThat(pipeline.stats().spooled()).isEqualTo(6);
    assertThat(files(".batch")).hasSize(1);
    assertThat(files(".open")).isEmpty();
  }

  @Test
  void secondProcess_takesTheNextSlotAndTheThirdAdoptsWhatBothLeft() throws IOException {
    transport.answering(Answer.failed(new IOException("away")));
    Pipeline first = new Pipeline(config().build(), transport);
    Pipeline second = new Pipeline(config().build(), transport);
    first.recordMany(10);
    second.recordMany(10);
    first.pass(Duration.ofSeconds(10));
    second.pass(Duration.ofSeconds(10));
    Set<Path> slots = new HashSet<>();
    files(".batch").forEach(file -> slots.add(file.getParent()));
    assertThat(slots).hasSize(2);
    die(first);
    die(second);

    transport.answering(FakeTransport.hostedCreated());
    Pipeline third = new Pipeline(config().build(), transport);
    third.pass(Duration.ofSeconds(60));

    assertThat(third.stats().delivered()).isEqualTo(20);
    assertThat(files(".batch")).isEmpty();
  }

  @Test
  void batch_ofAnotherKey_isLeftAlone() throws IOException {
    transport.answering(Answer.failed(new IOException("away")));
    Pipeline first = new Pipeline(config().build(), transport);
    first.recordMany(10);
    first.pass(Duration.ofSeconds(10));
    die(first);
    transport.posts.clear();

    transport.answering(FakeTransport.hostedCreated());
    Pipeline other =
        new Pipeline(
            Config.builder("00000000-0000-4000-8000-000000000000")
                .serverUrl("http://127.0.0.1:1")
                .spoolDirectory(directory)
                .build(),
            transport);
    other.pass(Duration.ofSeconds(60));

    assertThat(transport.posts).isEmpty();
    assertThat(files(".batch")).hasSize(1);
  }

  @Test
  void records_areOnDiskWithinASecondThoughNothingIsDueYet() throws IOException {
    Pipeline first = new Pipeline(config().build(), transport);
    first.recordMany(10);
    first.record(Event.named("report.exported").build());
    first.pass(Duration.ofSeconds(1));
    first.recordMany(5);
    first.pass(Duration.ofSeconds(1));
    assertThat(transport.posts).isEmpty();
    assertThat(first.stats().spooled()).isEqualTo(16);
    assertThat(first.stats().queued()).isZero();
    Pipeline.assertAccounted(first.stats());
    die(first);

    transport.answering(FakeTransport.footfallCreated());
    Pipeline second = new Pipeline(config().build(), transport);
    assertThat(second.stats().recorded()).isEqualTo(16);
    second.pass(Duration.ofSeconds(60));

    assertThat(second.stats().delivered()).isEqualTo(16);
    assertThat(paths(transport.posts.get(0)))
        .containsExactlyElementsOf(
            Stream.concat(IntStream.range(0, 10).boxed(), IntStream.range(0, 5).boxed())
                .map(i -> "/v1/items/" + i)
                .toList());
    assertThat(files("")).noneMatch(file -> file.toString().matches(".*\\.(open|batch)"));
  }

  private static List<String> paths(Transport.Post post) throws IOException {
    List<String> paths = new ArrayList<>();
    for (JsonNode r : new ObjectMapper().readTree(post.body()).get("requests")) {
      paths.add(r.get("path").asText());
    }
    return paths;
  }

  @Test
  void error_waitingForItsPage_isOnDiskWithinASecondToo() {
    Pipeline pipeline = new Pipeline(config().build(), transport);
    pipeline.record(
        pipeline.reader.read(
            FakeRequest.get("/a"),
            pipeline.time.epochMillis,
            500,
            1_000_000,
            null,
            new Settlement(500, 1_000_000)));
    long wait = pipeline.shipper.turn(pipeline.time.nanos);
    assertThat(Duration.ofNanos(wait)).isLessThanOrEqualTo(Duration.ofMillis(400));
    pipeline.time.nanos += wait;
    pipeline.turn();

    assertThat(pipeline.stats().spooled()).isEqualTo(1);
  }

  @Test
  void spool_whenFullAndTheOldestIsToGo_keepsTheNewest() throws IOException {
    transport.answering(Answer.failed(new IOException("away")));
    Pipeline pipeline =
        new Pipeline(
            config().maxBufferedBytes(400_000).maxSpoolBytes(1_000_000).dropOldest(true).build(),
            transport);
    pipeline.recordMany(20_000);
    pipeline.pass(Duration.ofSeconds(30));
    assertThat(pipeline.stats().dropped().get(DropReason.SPOOL_FULL)).isGreaterThan(1_000);
    Pipeline.assertAccounted(pipeline.stats());
    transport.posts.clear();

    transport.answering(FakeTransport.footfallCreated());
    pipeline.pass(Duration.ofMinutes(20));

    List<String> arrived = new ArrayList<>();
    for (Transport.Post post : transport.posts) {
      arrived.addAll(paths(post));
    }
    assertThat(arrived).contains("/v1/items/19999").doesNotContain("/v1/items/0");
    assertThat(pipeline.stats().queued() + pipeline.stats().spooled()).isZero();
    Pipeline.assertAccounted(pipeline.stats());
  }

  @Test
  void disk_whenItFailsAndComesBack_holdsWhatWaitedInMemory() throws IOException {
    transport.answering(Answer.failed(new IOException("away")));
    Pipeline pipeline = new Pipeline(config().build(), transport);
    Path slot = files("lock").get(0).getParent();
    Path away = directory.resolve("away");
    Files.move(slot, away);
    pipeline.recordMany(10);
    pipeline.pass(Duration.ofSeconds(15));
    assertThat(pipeline.stats().queued()).isEqualTo(10);
    Pipeline.assertAccounted(pipeline.stats());

    Files.move(away, slot);
    pipeline.pass(Duration.ofSeconds(15));

    assertThat(pipeline.stats().spooled()).isEqualTo(10);
    assertThat(pipeline.stats().queued()).isZero();
    Pipeline.assertAccounted(pipeline.stats());
  }

  @Test
  void clock_whenItIsSet_expiresNothing() {
    transport.answering(Answer.failed(new IOException("away")));
    Pipeline first = new Pipeline(config().maxBufferedBytes(100_000).build(), transport);
    first.recordMany(2_000);
    first.pass(Duration.ofSeconds(10));
    first.time.epochMillis += Duration.ofDays(400).toMillis();
    first.recordMany(2_000);
    first.pass(Duration.ofSeconds(10));
    first.time.epochMillis -= Duration.ofDays(800).toMillis();
    first.recordMany(2_000);
    first.pass(Duration.ofSeconds(10));
    assertThat(first.stats().droppedTotal()).isZero();

    transport.answering(FakeTransport.footfallCreated());
    first.pass(Duration.ofMinutes(6));
    assertThat(first.stats().delivered()).isEqualTo(6_000);
  }

  @Test
  void restart_withTheClockSetBack_expiresNothingAndSetForward_whatIsTooOld() throws IOException {
    transport.answering(Answer.failed(new IOException("away")));
    Pipeline first = new Pipeline(config().build(), transport);
    first.recordMany(10);
    first.pass(Duration.ofSeconds(10));
    die(first);

    Pipeline back = new Pipeline(config().build(), transport, -Duration.ofDays(30).toMillis());
    back.pass(Duration.ofSeconds(10));
    assertThat(back.stats().spooled()).isEqualTo(10);
    die(back);

    Pipeline forward = new Pipeline(config().build(), transport, Duration.ofHours(25).toMillis());
    forward.pass(Duration.ofSeconds(10));
    assertThat(forward.stats().dropped()).containsEntry(DropReason.EXPIRED, 10L);
    Pipeline.assertAccounted(forward.stats());
    assertThat(files(".batch")).isEmpty();
  }

  @Test
  void halves_haveTheSameIdsHoweverOftenTheirWholeIsHalved() {
    OpenBatch open =
        new OpenBatch(Batch.Kind.EVENTS, new Origin(0, null, null, null, null), new Encoder(1));
    for (int i = 0; i < 5; i++) {
      open.add(0, Event.named("e" + i).build(), "");
    }
    Batch whole = open.close(1);

    List<UUID> ids = whole.halve().stream().map(Batch::id).toList();

    assertThat(whole.halve().stream().map(Batch::id).toList()).isEqualTo(ids);
    assertThat(ids).doesNotHaveDuplicates().doesNotContain(whole.id());
  }

  @Test
  void close_leavesOnDiskWhatCouldNotBeSent() throws IOException {
    Analytics analytics = Analytics.create(config().shutdownTimeout(Duration.ofSeconds(2)).build());
    analytics.record(FakeRequest.get("/a"), 200, 1);
    analytics.close();

    assertThat(analytics.stats().droppedTotal()).isZero();
    assertThat(analytics.stats().spooled()).isEqualTo(1);
    Pipeline.assertAccounted(analytics.stats());
    assertThat(files(".batch")).hasSize(1);
  }

  @Test
  void directory_whenItCannotBeUsed_leavesBatchesInMemory() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    transport.answering(FakeTransport.hostedCreated());
    Pipeline pipeline = new Pipeline(Pipeline.config().spoolDirectory(file).build(), transport);
    pipeline.recordMany(10);
    pipeline.pass(Duration.ofSeconds(10));

    assertThat(pipeline.stats().delivered()).isEqualTo(10);
  }
}
