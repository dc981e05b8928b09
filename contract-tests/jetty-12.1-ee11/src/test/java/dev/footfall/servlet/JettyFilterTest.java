package dev.footfall.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JettyFilterTest extends FilterContract {
  @Override
  Container container() {
    return new JettyContainer();
  }

  /** Tomcat answers before an asynchronous error page is done. */
  @Test
  void errorPage_whenAsynchronous_givesTheFinalStatusAndTime() {
    Seen seen = call(request("/send-error?code=410").build());

    assertThat(seen.status()).isEqualTo(418);
    JsonNode r = onlyRecord();
    assertThat(r.get("status").asInt()).isEqualTo(418);
    assertThat(r.get("response_time").asLong()).isGreaterThanOrEqualTo(150);
  }

  /** Jetty passes on what the filter says; how others tell of it differs. */
  @Test
  void filter_whenThereIsNoKey_saysBothPlacesWhereItMayStand() throws Exception {
    Container other = container();

    assertThatThrownBy(() -> other.start(new AnalyticsFilter(), Map.of("service", "shop")))
        .hasStackTraceContaining(
            "Footfall: without an init-param apiKey the environment counts:"
                + " FOOTFALL_API_KEY is not set in the environment");
    other.stop();
  }
}
