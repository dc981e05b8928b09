package dev.footfall.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
}
