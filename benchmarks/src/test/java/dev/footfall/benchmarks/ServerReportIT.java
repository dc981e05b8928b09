package dev.footfall.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Keeps the reports running; says nothing of their figures. */
class ServerReportIT {

  private static final ServerScale SMOKE = ServerScale.of(Size.SMOKE);

  @Test
  void run_measuresEveryFigureAndEveryPanel() throws Exception {
    String report = ServerReport.run(SMOKE);

    assertThat(report)
        .contains("stored, records/s", "disk, B a record", "start to healthy, ms", "64 connections")
        .contains("100 templates ÷ without", "10 wrong of 1,000 records ÷ with none")
        .contains("the whole page", "log, newest 100");
    for (Panel panel : Panel.values()) {
      assertThat(report).contains("| " + panel.text + " ");
    }
    for (Period period : Period.values()) {
      assertThat(report).contains(" " + period.text + " ");
    }
  }

  @Test
  void soak_storesAtThePaceAndAsksMeanwhile() throws Exception {
    String report = SoakReport.run(SMOKE);

    assertThat(report)
        .containsPattern("stored before, records +\\| +20,000 ")
        .containsPattern("stored meanwhile, records/s +\\| +\\d,\\d{3} ")
        .containsPattern("queries by 8 clients +\\| +[1-9]");
  }
}
