package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What could not be encoded later is refused when the event is built. */
class EventTest {

  private final Event.Builder event = Event.named("report.exported");

  @Test
  void builder_whenAValueCannotTravel_namesIt() {
    Object deep = "x";
    for (int i = 0; i < 20; i++) {
      deep = List.of(deep);
    }
    Object nested = deep;

    assertThatThrownBy(() -> Event.named(" ")).hasMessage("name is blank");
    assertThatThrownBy(() -> event.property("a", new Object()))
        .hasMessageStartingWith("property a is not a string");
    assertThatThrownBy(() -> event.property("a", nested))
        .hasMessage("property a is nested over 16 deep");
    assertThatThrownBy(() -> event.at(Instant.MAX))
        .hasMessageStartingWith("at is not within 1970–9999");
    assertThatThrownBy(() -> event.duration(ChronoUnit.FOREVER.getDuration()))
        .hasMessageStartingWith("duration > 100 years");
    assertThatThrownBy(() -> event.duration(Duration.ofNanos(-1)))
        .hasMessageStartingWith("duration < 0");
    assertThatThrownBy(() -> event.value(Double.NaN, "EUR"))
        .hasMessageStartingWith("value is not finite");
    assertThatThrownBy(() -> event.input("n", new Fraction()))
        .hasMessageStartingWith("input n is no decimal number");
    assertThatThrownBy(() -> event.output("all", new ArrayList<>(Collections.nCopies(2_000, 1))))
        .hasMessage("output all is one value over 1000");
  }

  @Test
  void builder_copiesWhatMayChange() {
    AtomicLong counter = new AtomicLong(1);
    Event built = event.property("n", counter).build();
    counter.set(2);

    assertThat(built.properties.get("n")).hasToString("1");
  }

  private static final class Fraction extends Number {
    @Override
    public int intValue() {
      return 0;
    }

    @Override
    public long longValue() {
      return 0;
    }

    @Override
    public float floatValue() {
      return 0.5f;
    }

    @Override
    public double doubleValue() {
      return 0.5;
    }

    @Override
    public String toString() {
      return "1 / 2";
    }
  }
}
