package dev.footfall.server.transfer;

import dev.footfall.server.ingest.Ingest;
import dev.footfall.server.ingest.PostKind;
import dev.footfall.server.ingest.Receipt;
import dev.footfall.server.ingest.Rejected;
import dev.footfall.server.refusal.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the records of a file that is read while it arrives, part by part, as {@code import} does:
 * the same file makes the same batches, which are stored once. One instance takes one file.
 */
public final class Upload {
  /** Of what is not taken so much is told. */
  public static final int SHOWN = 20;

  private static final long MAX_TEXT_BYTES = 10_000_000_000L;
  private static final int TRIES = 20;
  private static final long PAUSE_MILLIS = 1_000;

  private final Ingest ingest;
  private final RecordKind kind;
  private final PostKind posted;
  private final Translation translation;
  private final String key;
  private final List<Flaw> flaws = new ArrayList<>();
  private String unit = "line";
  private long read;
  private long accepted;
  private long repeated;
  private long posts;
  private long next = Position.BEGIN.number();

  /**
   * @param events whether the records are events; else they are requests
   * @param key a key, or a token that may write, of the project that gets them
   */
  public Upload(Ingest ingest, boolean events, String key) {
    this.ingest = ingest;
    this.kind = events ? RecordKind.EVENTS : RecordKind.REQUESTS;
    this.posted = events ? PostKind.EVENTS : PostKind.REQUESTS;
    this.translation = new Translation(kind);
    this.key = key;
  }

  /**
   * A record that was not taken.
   *
   * @param number which one it is, as the outcome's unit counts
   */
  public record Flaw(long number, @Nullable String field, String reason) {}

  /**
   * What became of a file.
   *
   * @param accepted on disk
   * @param repeated how many of these had been there already
   * @param flaws the first of those that were not accepted
   * @param unknown fields that nothing became of
   * @param unit what is counted: {@code line} or {@code record}
   * @param next where it stands: what comes before was read; of what comes after some may be stored
   *     where it ended before its end, and is not counted
   * @param end why it ended before its end; null: it did not
   */
  public record Outcome(
      long read,
      long accepted,
      long repeated,
      List<Flaw> flaws,
      List<String> unknown,
      String unit,
      long next,
      @Nullable Refusal end) {
    public long rejected() {
      return read - accepted;
    }
  }

  /**
   * Takes what can be taken. When this returns, what is accepted is synced to disk.
   *
   * @throws Refusal when it is no file with records, and nothing was taken
   */
  public Outcome take(InputStream raw) {
    Refusal end = null;
    try {
      takeAll(new UploadBytes(raw, System::nanoTime));
      if (read == 0) {
        throw Refusal.badRequest("There are no records in the body.", null);
      }
    } catch (UnusableException | BrokenOffException e) {
      end = Refusal.badRequest(sentence(e), null);
    } catch (IOException e) {
      end = Refusal.badRequest("The file is damaged or ends early: " + sentence(e), null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end = Refusal.unavailable("The server is stopping.");
    } catch (Refusal e) {
      end = e;
    }
    if (end != null && posts == 0) {
      throw new Refusal(end.status(), end.reason() + " Nothing was taken.", end.field());
    }
    List<String> unknown = List.copyOf(translation.unknown());
    return new Outcome(read, accepted, repeated, List.copyOf(flaws), unknown, unit, next, end);
  }

  private static String sentence(Exception e) {
    String message = String.valueOf(e.getMessage());
    return message.endsWith(".") ? message : message + ".";
  }

  private void takeAll(InputStream raw) throws IOException, InterruptedException {
    InputStream text = new TextBound(TextFormat.plain(raw), MAX_TEXT_BYTES);
    try (text;
        Entries entries = TextFormat.entries(text, translation, Position.BEGIN)) {
      unit = entries.unit();
      Window window = Window.read(entries, Long.MAX_VALUE);
      while (window.size() > 0) {
        take(window);
        window = Window.read(entries, Long.MAX_VALUE);
      }
    }
  }

  /** Counted as a whole, so that what the outcome says of the file's beginning is true of it. */
  private void take(Window window) throws InterruptedException {
    List<Flaw> bad = new ArrayList<>();
    for (Entry entry : window.bad()) {
      BadRecordException problem = entry.problem();
      if (problem != null) {
        bad.add(new Flaw(entry.number(), problem.field(), problem.reason()));
      }
    }
    long taken = 0;
    for (Parcel parcel : window.parcels(kind)) {
      Receipt receipt = post(parcel);
      posts++;
      taken += receipt.accepted();
      repeated += receipt.repeated() ? receipt.accepted() : 0;
      for (Rejected rejected : receipt.rejected()) {
        long number = parcel.entries().get(rejected.index()).number();
        bad.add(new Flaw(number, rejected.field(), rejected.reason()));
      }
    }
    bad.stream()
        .sorted(Comparator.comparingLong(Flaw::number))
        .limit(SHOWN - flaws.size())
        .forEach(flaws::add);
    read += window.size();
    accepted += taken;
    next = window.end().number();
  }

  /** Tries again for a while when others keep the server busy. */
  private Receipt post(Parcel parcel) throws InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        return ingest.accept(
            posted,
            new ByteArrayInputStream(parcel.body(key)),
            null,
            parcel.id().toString(),
            hash -> {});
      } catch (Refusal e) {
        if (e.status() != 503 || tries == TRIES) {
          throw e;
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }
}
