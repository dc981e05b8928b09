package dev.footfall.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdSequenceTest {
  @Test
  void id_thatIsGiven_isNotReadBeforeItsGroupIsCommitted() {
    IdSequence ids = new IdSequence("requests");
    assertThat(ids.next()).isEqualTo(1);
    assertThat(ids.next()).isEqualTo(2);
    assertThat(ids.committed()).isZero();
    ids.commit();
    assertThat(ids.committed()).isEqualTo(2);
    assertThat(ids.next()).isEqualTo(3);
    assertThat(ids.committed()).isEqualTo(2);
  }
}
