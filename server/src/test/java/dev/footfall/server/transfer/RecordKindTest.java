package dev.footfall.server.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.server.store.EventField;
import dev.footfall.server.store.RequestColumns;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecordKindTest {
  @Test
  void requests_areKnownByTheColumnsOfExports() {
    assertThat(RecordKind.REQUESTS.known())
        .containsExactlyInAnyOrderElementsOf(RequestColumns.names());
  }

  @Test
  void events_areKnownByTheTextsThatAreStored() {
    assertThat(RecordKind.EVENTS.known())
        .containsAll(Stream.of(EventField.values()).map(EventField::wireName).toList());
  }
}
