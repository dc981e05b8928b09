package dev.footfall.examples.spring;

import dev.footfall.Config;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * Runs the API: {@code PORT=8082 FOOTFALL_API_KEY=… FOOTFALL_SERVER_URL=… java …
 * MembersApplication}.
 */
@SpringBootApplication(proxyBeanMethods = false)
public final class MembersApplication {

  private static final Logger log = LoggerFactory.getLogger(MembersApplication.class);

  /** For Spring. */
  MembersApplication() {}

  /** Starts the API, on port 8082 unless told otherwise, and stops it with the process. */
  public static void main(String[] args) {
    Members members = new Members(SpringApplication.run(MembersApplication.class, args));
    log.info("The library's members are served at {}/v1/members/1", members.url());
  }

  /** On top of the properties: members are told apart by the token with which they log in. */
  @SuppressWarnings("NullAway") // javac 17 loses from the class file that a mapper may answer null
  @Bean
  Consumer<Config.Builder> userIds() {
    return config -> config.userId(request -> request.header("X-Auth-Token"));
  }
}
