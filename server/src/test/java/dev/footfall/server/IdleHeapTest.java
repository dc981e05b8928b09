package dev.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdleHeapTest {
  private static final String INTERVAL = "G1PeriodicGCInterval";

  private final HotSpotDiagnosticMXBean vm =
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);

  @AfterEach
  void reset() {
    vm.setVMOption(INTERVAL, "0");
  }

  @Test
  void giveBack_setsWhatNobodyHasSet() {
    IdleHeap.giveBack();
    assertThat(vm.getVMOption(INTERVAL).getValue()).isEqualTo("15000");

    vm.setVMOption(INTERVAL, "7000");
    IdleHeap.giveBack();
    assertThat(vm.getVMOption(INTERVAL).getValue()).isEqualTo("7000");
  }
}
