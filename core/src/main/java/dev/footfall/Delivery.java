package dev.footfall;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Posts formed batches one at a time, within budget and backoff, and settles each by its answer.
 * Shipper's thread only, but for the answer's arrival.
 */
final class Delivery {

  private final Config config;
  private final Ledger ledger;
  private final ServerFacts facts;
  private final Transport transport;
  private final DeliveryLog log;
  private final Runnable wake;
  private final Outbox outbox;
  private final Backoff backoff;
  private final Pacer pacer;
  private final Map<DropReason, Long> reportedDrops = new EnumMap<>(DropReason.class);

  private @Nullable Batch inFlight;
  private Map<DropReason, Long> dropsInFlight = Map.of();
  private boolean probing;
  private volatile @Nullable Answer answer;
  private long sequence;
  private long posts;
  private long acceptedPost;
  private int loneRefusals;

  Delivery(
      Config config,
      Ledger ledger,
      ServerFacts facts,
      Outbox outbox,
      Transport transport,
      DeliveryLog log,
      DoubleSupplier random,
      Runnable wake) {
    this.config = config;
    this.ledger = ledger;
    this.facts = facts;
    this.transport = transport;
    this.log = log;
    this.wake = wake;
    this.outbox = outbox;
    // What an earlier process has left counts as recorded here: it is this one's to deliver.
    ledger.recorded(outbox.recordsOnDisk());
    backoff = new Backoff(random);
    pacer = new Pacer(random);
  }

  /** Whether batches are put on disk. */
  boolean isSpooled() {
    return outbox.isSpooled();
  }

  /** Takes over a batch to be delivered. */
  void accept(long now, OpenBatch batch) {
    int dropped = outbox.add(batch.close(++sequence));
    count(now, dropped, outbox.fullReason(), "the server was away until the bounds were reached");
  }

  /** Puts on disk, where there is a spool, what a batch has gained while it is open. */
  void save(OpenBatch batch) {
    outbox.save(batch);
  }

  /** How many records of an open batch are on disk. */
  int saved(OpenBatch batch) {
    return outbox.saved(batch);
  }

  /** The number of the newest batch. */
  long newestSequence() {
    return sequence;
  }

  /** Whether a batch up to this number is not settled. */
  boolean isUnsettledUpTo(long number) {
    return (inFlight != null && inFlight.sequence() <= number) || outbox.hasUpTo(number, false);
  }

  /** Whether a batch up to this number is neither settled nor on disk. */
  boolean isInMemoryOnlyUpTo(long number) {
    return (inFlight != null && inFlight.sequence() <= number && !outbox.holds(inFlight))
        || outbox.hasUpTo(number, true);
  }

  boolean isIdle() {
    return inFlight == null && !probing && outbox.isEmpty();
  }

  /** Whether nothing is under way though something waits: for a pause to end, or the budget. */
  boolean isWaiting() {
    return inFlight == null && !probing && !outbox.isEmpty();
  }

  /** A record that could not be encoded. */
  void dropUnencodable(long now, RuntimeException cause) {
    count(now, 1, DropReason.REFUSED, "a record could not be encoded: " + cause);
  }

  /**
   * Tells the ledger where the records are.
   *
   * @param held how many are not handed over yet, nor on disk
   * @param saved how many are on disk but not handed over yet
   */
  void account(long held, long saved) {
    int flying = inFlight == null ? 0 : inFlight.count();
    boolean onDisk = inFlight != null && outbox.holds(inFlight);
    ledger.whereabouts(
        held + outbox.recordsInMemoryOnly(),
        flying,
        saved + outbox.recordsOnDisk() - (onDisk ? flying : 0));
  }

  /** Takes in an answer that has arrived, and drops what has grown too old. */
  void settle(long now) {
    Answer arrived = answer;
    if (arrived != null) {
      answer = null;
      facts.learn(now, arrived);
      if (probing) {
        probing = false;
        if (facts.isUnknown(now)) {
          postponeEvents();
          String detail = Verdict.of(arrived, config).detail();
          failed(now, new Verdict(Verdict.Kind.LATER, 0, detail), arrived);
        }
      } else if (inFlight != null) {
        Batch batch = inFlight;
        inFlight = null;
        settle(now, batch, Verdict.of(arrived, config), arrived);
      }
    }
    int expired = outbox.expire(now, config.maxAge.toNanos());
    count(now, expired, DropReason.EXPIRED, "they could not be sent within " + config.maxAge);
    int damaged = outbox.exchange();
    count(now, damaged, DropReason.SPOOL_DAMAGED, "their files in the spool were altered or torn");
  }

  /** It is not known whether the server takes events; the answer to requests may tell. */
  private void postponeEvents() {
    Batch events = outbox.peek();
    if (events != null) {
      outbox.take(events);
      outbox.putLast(events);
    }
  }

  /**
   * Posts the next batch if it may go.
   *
   * @param urgent use what the budget has left instead of spreading posts evenly
   * @return how long to wait before it is worth asking again, in nanoseconds
   */
  long post(long now, boolean urgent) {
    Batch next = outbox.peek();
    if (inFlight != null || probing || next == null) {
      return Long.MAX_VALUE;
    }
    long delay = delay(now, urgent);
    if (delay > 0) {
      return delay;
    }
    if (next.kind() == Batch.Kind.EVENTS && !facts.isFootfall()) {
      if (facts.isUnknown(now)) {
        probing = true;
        transport.probe(this::answered);
        return Long.MAX_VALUE;
      }
      outbox.take(next);
      drop(
          now,
          next,
          DropReason.UNSUPPORTED,
          "events need a Footfall server, and " + config.serverUrl + " is none");
      return 0;
    }
    Map<DropReason, Long> drops = unreportedDrops();
    Transport.Post post =
        new Transport.Post(
            next.kind().path(),
            next.id().toString(),
            Encoder.post(config.apiKey, facts.framework(), next, byName(drops)),
            facts.isFootfall());
    outbox.take(next);
    inFlight = next;
    dropsInFlight = drops;
    posts++;
    pacer.posted(now);
    transport.send(post, this::answered);
    return Long.MAX_VALUE;
  }

  private long delay(long now, boolean urgent) {
    return Math.max(backoff.delay(now), facts.isFootfall() ? 0 : pacer.delay(now, urgent));
  }

  /**
   * Whether the open batch should be handed over when its interval is over: when it would be next,
   * not wait behind others or a pause where it could have grown.
   */
  boolean takesBatch(long now) {
    return inFlight == null
        && (outbox.isEmpty() || isUncertain(outbox.peek()))
        && delay(now, false) == 0;
  }

  /** Events wait until it is known whether the server takes them; requests do not wait behind. */
  private boolean isUncertain(@Nullable Batch batch) {
    return batch != null && batch.kind() == Batch.Kind.EVENTS && !facts.isFootfall();
  }

  private void answered(Answer arrived) {
    answer = arrived;
    wake.run();
  }

  private void settle(long now, Batch batch, Verdict verdict, Answer arrived) {
    if (verdict.kind() != Verdict.Kind.LATER && verdict.kind() != Verdict.Kind.HOPELESS) {
      backoff.answered(now, arrived.retryAfter());
    }
    switch (verdict.kind()) {
      case DELIVERED -> delivered(now, batch, verdict, arrived);
      case UNKNOWN_FRAMEWORK -> {
        String label = facts.framework();
        outbox.putFirst(batch);
        if (facts.useKnownFramework()) {
          log.unknownFramework(label, facts.framework());
        } else {
          failed(
              now,
              new Verdict(
                  Verdict.Kind.HOPELESS,
                  0,
                  verdict.detail() + " (not even " + label + "); check serverUrl"));
        }
      }
      case NOTHING_KEPT -> {
        if (batch.allSkips()) {
          drop(now, batch, DropReason.REFUSED, verdict.detail());
        } else {
          refused(now, batch, verdict);
        }
      }
      case BAD_DATA -> refused(now, batch, verdict);
      case TOO_BIG -> {
        if (batch.count() > 1) {
          outbox.putHalves(batch);
        } else {
          drop(now, batch, DropReason.REFUSED, "a single record is too big for the server");
        }
      }
      case LATER, HOPELESS -> {
        outbox.putFirst(batch);
        if (arrived.status() == 429 && arrived.retryAfter() == null && !facts.isFootfall()) {
          pacer.refused();
          log.budgetShared(now, pacer.spacingNanos());
        } else {
          failed(now, verdict, arrived);
        }
      }
    }
  }

  private void delivered(long now, Batch batch, Verdict verdict, Answer arrived) {
    pacer.accepted();
    reportedDrops.putAll(dropsInFlight);
    int rejected = Math.min(verdict.rejected(), batch.count());
    int accepted = batch.count() - rejected;
    outbox.done(batch);
    if (accepted > 0) {
      acceptedPost = posts;
      loneRefusals = 0;
      ledger.delivered(accepted);
      if (arrived.footfallServer() == null) {
        ledger.predictedSkips(batch.skips().cardinality());
      }
    }
    log.delivered(accepted);
    count(now, rejected, DropReason.REFUSED, "the server refused them one by one");
  }

  /**
   * The service refuses something in the batch and does not say what: it is halved until the record
   * stands alone. Where nothing at all is accepted meanwhile, the fault is not a record's, and
   * nothing is thrown away.
   */
  private void refused(long now, Batch batch, Verdict verdict) {
    Batch suspect = batch.refusedAt(posts);
    if (suspect.count() == 1 && acceptedPost > suspect.refusedAt()) {
      drop(now, suspect, DropReason.REFUSED, verdict.detail());
    } else if (suspect.count() > 1) {
      outbox.putHalves(suspect);
    } else {
      outbox.putLast(suspect);
      if (++loneRefusals > 1) {
        failed(
            now,
            new Verdict(
                Verdict.Kind.HOPELESS, 0, verdict.detail() + "; the apiKey is probably wrong"));
      }
    }
  }

  private void failed(long now, Verdict verdict) {
    failed(now, verdict, Answer.NONE);
  }

  private void failed(long now, Verdict verdict, Answer arrived) {
    boolean hopeless = verdict.kind() == Verdict.Kind.HOPELESS;
    if (hopeless) {
      backoff.hopeless(now);
    } else {
      backoff.failed(now, arrived.retryAfter());
    }
    log.failed(now, verdict.detail(), hopeless);
  }

  /** Gives up what is left, but for what is on disk: that waits for the next process. */
  void abandon(long now) {
    Batch flying = inFlight;
    if (flying != null) {
      transport.cancel();
      inFlight = null;
      outbox.putFirst(flying);
    }
    outbox.storeForGood();
    for (Batch left : outbox.takeAllInMemoryOnly()) {
      drop(now, left, DropReason.UNSENT_AT_CLOSE, "close ran out of time");
    }
    outbox.close();
  }

  private void drop(long now, Batch batch, DropReason reason, String detail) {
    outbox.done(batch);
    count(now, batch.count(), reason, detail);
  }

  private void count(long now, int records, DropReason reason, String detail) {
    if (records > 0) {
      ledger.dropped(reason, records);
      log.dropped(now, records, reason, detail);
    }
  }

  /** All drops so far that no delivered batch has told the server of: totals, by reason. */
  private Map<DropReason, Long> unreportedDrops() {
    Map<DropReason, Long> totals = new EnumMap<>(DropReason.class);
    for (DropReason reason : DropReason.values()) {
      long total = ledger.droppedTotal(reason);
      if (total > reportedDrops.getOrDefault(reason, 0L)) {
        totals.put(reason, total);
      }
    }
    return totals;
  }

  private Map<String, Long> byName(Map<DropReason, Long> totals) {
    Map<String, Long> sinceLast = new TreeMap<>();
    totals.forEach(
        (reason, total) ->
            sinceLast.put(
                reason.name().toLowerCase(Locale.ROOT),
                total - reportedDrops.getOrDefault(reason, 0L)));
    return sinceLast;
  }
}
