package dev.footfall;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the listener what has become of records, once the accounts say the same; and contains what
 * it throws. Shipper's thread only.
 */
final class ListenerCalls {

  private static final Logger log = LoggerFactory.getLogger("dev.footfall");
  private static final long SUMMARY_NANOS = 60_000_000_000L;

  private final DeliveryListener listener;
  private final List<Runnable> untold = new ArrayList<>();
  private boolean failedBefore;
  private long failureSaidAt;

  ListenerCalls(Config config) {
    listener = config.values.listener == null ? new DeliveryListener() {} : config.values.listener;
  }

  void delivered(int records) {
    untold.add(() -> listener.onDelivered(records));
  }

  void dropped(long records, DropReason reason, String detail) {
    int count = (int) Math.min(records, Integer.MAX_VALUE);
    untold.add(() -> listener.onDropped(count, reason, detail));
  }

  void tell(long now) {
    List<Runnable> calls = List.copyOf(untold);
    untold.clear();
    for (Runnable call : calls) {
      try {
        call.run();
      } catch (Throwable e) {
        failed(now, e);
      }
    }
  }

  private void failed(long now, Throwable e) {
    if (!failedBefore || now - failureSaidAt >= SUMMARY_NANOS) {
      failedBefore = true;
      failureSaidAt = now;
      log.warn(
          "Footfall: the DeliveryListener failed; it is told of the next records all the same", e);
    }
  }
}
