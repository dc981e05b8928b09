package dev.footfall.server;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;

/**
 * What the heap does when there is nothing to do. The collector gives memory back only when it
 * runs, and a server at rest gives it no reason to: this makes it run then too.
 */
final class IdleHeap {
  private static final String INTERVAL = "G1PeriodicGCInterval";
  private static final int INTERVAL_MILLIS = 15_000;

  private IdleHeap() {}

  /** Leaves a JVM alone that was told otherwise, or that has no such setting. */
  static void giveBack() {
    HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (vm != null && vm.getVMOption(INTERVAL).getOrigin() == VMOption.Origin.DEFAULT) {
      vm.setVMOption(INTERVAL, Integer.toString(INTERVAL_MILLIS));
    }
  }
}
