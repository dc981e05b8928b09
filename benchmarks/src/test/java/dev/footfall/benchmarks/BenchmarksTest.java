package dev.footfall.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Keeps the benchmarks running; says nothing of their figures. */
class BenchmarksTest {

  @Test
  void run_fillsTheWholeTable() throws Exception {
    Table table = Main.cost(Size.SMOKE);

    assertThat(table.rows()).hasSize(19);
    assertThat(table.rows())
        .allSatisfy(row -> assertThat(row.get(1)).matches("-?[\\d,]+(\\.\\d+)?( \\(.+\\))?"));
  }
}
