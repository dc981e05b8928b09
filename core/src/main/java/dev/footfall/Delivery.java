package dev.footfall;

import java.util.Map;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Posts formed batches one at a time, within budget and backoff, and settles each by its answer.
 * Requests and events wait for themselves only: a server may take the one and not the other.
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
  private final Turns turns;
  private final DropReport dropReport;

  private @Nullable Batch inFlight;
  private Map<DropReason, Long> dropsInFlight = Map.of();
  private boolean probing;
  private volatile @Nullable Answer answer;
  private long sequence;

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
    dropReport = new DropReport(ledger);
    // What an earlier process has left counts as recorded here: it is this one's to deliver.
    ledger.recorded(outbox.recordsOnDisk());
    turns = new Turns(outbox, facts, random);
  }

  /** Takes over a batch to be delivered. */
  void accept(long now, OpenBatch batch) {
    int dropped = outbox.add(batch.close(++sequence));
    count(now, dropped, outbox.fullReason(), outbox.fullDetail());
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
    return !isUnderWay() && outbox.isEmpty();
  }

  /** Whether an exchange is under way, so that nothing else may begin. */
  boolean isUnderWay() {
    return inFlight != null || probing;
  }

  /** Whether the server seems to take posts: no pause after a failure, nor one it asked for. */
  boolean isWelcome(long now) {
    return turns.isWelcome(now, Batch.Kind.REQUESTS);
  }

  /** Whether nothing is under way though something waits: for a pause to end, or the budget. */
  boolean isWaiting() {
    return !isUnderWay() && !outbox.isEmpty();
  }

  /** A record that could not be encoded. */
  void dropUnencodable(long now, Throwable cause) {
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

  /** Takes in an answer that has arrived, drops what has grown too old, and tidies the outbox. */
  void settle(long now) {
    takeInAnswer(now);
    if (isIdle()) {
      turns.idle();
    }
    int expired = outbox.expire(now, config.values.maxAge.toNanos());
    count(
        now,
        expired,
        DropReason.EXPIRED,
        "they are older than maxAge (" + DeliveryLog.lasting(config.values.maxAge) + ")");
    int damaged = outbox.refill();
    count(now, damaged, DropReason.SPOOL_DAMAGED, "their files in the spool are damaged or gone");
    outbox.storeMissing();
  }

  private void takeInAnswer(long now) {
    Answer arrived = answer;
    if (arrived == null) {
      return;
    }
    answer = null;
    facts.learn(now, arrived);
    Verdict verdict = Verdict.of(arrived, config);
    Batch batch = inFlight;
    if (probing) {
      probing = false;
      if (facts.isUnknown(now)) {
        // The answer to requests may tell, so this is no reason to give up on them.
        failed(now, Batch.Kind.EVENTS, verdict.later(), arrived);
      }
    } else if (batch != null) {
      inFlight = null;
      settle(now, batch, verdict, arrived);
    }
  }

  /**
   * Posts the next batch if one may go.
   *
   * @param urgent use what the budget has left instead of spreading posts evenly
   * @return how long to wait before it is worth asking again, in nanoseconds
   */
  long post(long now, boolean urgent) {
    while (!isUnderWay()) {
      Batch next = turns.next(now, urgent);
      if (next == null) {
        return turns.untilNext(now, urgent);
      }
      post(now, next);
    }
    return Long.MAX_VALUE;
  }

  /** Ends pauses after failures, but for those that the server has asked for. */
  void tryNow() {
    turns.tryNow();
  }

  private void post(long now, Batch next) {
    if (isUncertain(next)) {
      if (facts.isUnknown(now)) {
        probing = true;
        transport.probe(this::answered);
      } else {
        outbox.take(next);
        log.settled(next.kind());
        drop(
            now,
            next,
            DropReason.UNSUPPORTED,
            "events need a Footfall server, and " + config.values.serverUrl + " is none");
      }
      return;
    }
    outbox.take(next);
    if (!facts.takesWhole(next)) {
      outbox.putHalves(next);
      return;
    }
    Map<DropReason, Long> drops = dropReport.totals();
    Transport.Post post =
        new Transport.Post(
            next.kind().path(),
            next.id().toString(),
            Encoder.post(config.apiKey, facts.framework(), next, dropReport.sinceLast(drops)),
            facts.isFootfall());
    inFlight = next;
    dropsInFlight = drops;
    turns.posted(now);
    transport.send(post, this::answered);
  }

  /** Events wait until it is known whether the server takes them. */
  private boolean isUncertain(Batch batch) {
    return batch.kind() == Batch.Kind.EVENTS && !facts.isFootfall();
  }

  /**
   * Whether the open batch should be handed over when its interval is over: when it would be next,
   * not wait behind others or a pause where it could have grown.
   */
  boolean takesBatch(long now, Batch.Kind kind) {
    return inFlight == null && turns.isFree(now, kind);
  }

  private void answered(Answer arrived) {
    answer = arrived;
    wake.run();
  }

  private void settle(long now, Batch batch, Verdict verdict, Answer arrived) {
    if (verdict.kind() != Verdict.Kind.LATER && verdict.kind() != Verdict.Kind.HOPELESS) {
      turns.answered(now, batch, arrived.retryAfter());
    }
    switch (verdict.kind()) {
      case DELIVERED -> delivered(now, batch, verdict, arrived);
      case UNKNOWN_FRAMEWORK -> {
        String label = facts.framework();
        outbox.putFirst(batch);
        if (facts.useKnownFramework()) {
          log.unknownFramework(label, facts.framework());
        } else {
          String detail =
              Quote.withoutStop(verdict.detail()) + " (not even " + label + "); check serverUrl";
          failed(now, batch.kind(), new Verdict(Verdict.Kind.HOPELESS, 0, detail), arrived);
        }
      }
      case NOTHING_KEPT -> {
        if (batch.allSkips()) {
          drop(now, batch, DropReason.REFUSED, verdict.detail());
        } else {
          refused(now, batch, verdict);
        }
      }
      case BAD_DATA, TOO_BIG -> refused(now, batch, verdict);
      case LATER -> {
        outbox.putFirst(batch);
        if (arrived.status() >= 500) {
          turns.serverFailed(now, batch);
        }
        if (arrived.status() == 429 && arrived.retryAfter() == null && !facts.isFootfall()) {
          log.budgetShared(now, turns.overBudget());
        } else {
          failed(now, batch.kind(), verdict, arrived);
        }
      }
      case HOPELESS -> {
        outbox.putFirst(batch);
        failed(now, batch.kind(), verdict, arrived);
      }
    }
  }

  private void delivered(long now, Batch batch, Verdict verdict, Answer arrived) {
    dropReport.told(dropsInFlight);
    int rejected = Math.min(verdict.rejected(), batch.count());
    int accepted = batch.count() - rejected;
    outbox.done(batch);
    turns.taken(now, accepted > 0);
    if (accepted > 0) {
      ledger.delivered(accepted);
      if (arrived.footfallServer() == null) {
        ledger.predictedSkips(batch.skips().cardinality());
      }
    }
    log.delivered(now, batch.kind(), accepted);
    count(now, rejected, DropReason.REFUSED, "the server refused them one by one");
  }

  /**
   * The server refuses something in the batch, or its size, and does not say what: it is halved
   * until the record stands alone. Where nothing at all is accepted meanwhile, the fault is not a
   * record's, and nothing is thrown away.
   */
  private void refused(long now, Batch batch, Verdict verdict) {
    Doubt doubt = turns.doubt();
    Batch suspect = batch.refusedAt(doubt.lastPost());
    if (doubt.isGuilty(suspect)) {
      drop(now, suspect, DropReason.REFUSED, verdict.detail());
      return;
    }
    doubt.refused(now, suspect);
    if (suspect.count() == 1) {
      outbox.putLast(suspect);
    } else if (!doubt.isAboutTheKey()) {
      outbox.putHalves(suspect);
    } else {
      outbox.putFirst(suspect);
    }
    if (doubt.isAboutTheKey()) {
      String detail =
          Quote.withoutStop(verdict.detail()) + "; the apiKey is probably wrong, or serverUrl";
      failed(now, batch.kind(), new Verdict(Verdict.Kind.HOPELESS, 0, detail), Answer.NONE);
    }
  }

  private void failed(long now, Batch.Kind kind, Verdict verdict, Answer arrived) {
    boolean hopeless = verdict.kind() == Verdict.Kind.HOPELESS;
    turns.pause(now, kind, hopeless, arrived.retryAfter());
    String asked =
        arrived.retryAfter() == null
            ? ""
            : "; it asks to wait " + DeliveryLog.lasting(arrived.retryAfter());
    log.failed(now, kind, verdict.detail() + asked, hopeless);
  }

  /** Gives up what is left, but for what is on disk: that waits for the next process. */
  void abandon(long now) {
    takeInAnswer(now);
    Batch flying = inFlight;
    if (flying != null) {
      transport.cancel();
      inFlight = null;
      outbox.putFirst(flying);
    }
    int lost = outbox.leaveOnDisk();
    String lastFailure = log.lastDetail();
    count(
        now,
        lost,
        DropReason.UNSENT_AT_CLOSE,
        lastFailure == null
            ? "shutdownTimeout was over before they could be sent"
            : "they could not be sent before close: " + lastFailure);
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
}
