package dev.footfall.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;

/** Keeps the report running; says nothing of its figures. */
class ServerStartReportTest {

  @Test
  void run_startsTheServer() throws Exception {
    // mvn test makes no jar
    assumeThat(ServerStart.JAR).exists();

    assertThat(new ServerStartReport(Size.SMOKE).run().rows())
        .hasSize(3)
        .allSatisfy(row -> assertThat(row.get(1)).matches("[\\d,.]+ \\(.+\\)"));
  }
}
