package dev.footfall.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A Spring Boot application that says hello. Knows nothing of the library: {@link StartUpReport}
 * runs it in processes that do not have it.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
final class SpringHelloApplication {

  /** Held, because a logger that nobody holds forgets its level. */
  private static final Logger TOMCAT = Logger.getLogger("org.apache");

  /** What {@link #main} prints in front of the port. */
  static final String READY = "ready ";

  @GetMapping("/hello")
  String hello() {
    return HelloServer.HELLO;
  }

  /** Runs until it is killed; says on which port it listens, and whether it records. */
  public static void main(String[] args) {
    ConfigurableApplicationContext context = start(List.of(args), List.of());
    System.out.println(READY + port(context) + " " + context.containsBean("footfallFilter"));
  }

  static ConfigurableApplicationContext start(List<String> arguments, List<Class<?>> more) {
    // what is printed is the tables
    System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
    TOMCAT.setLevel(Level.WARNING);
    SpringApplication application = new SpringApplication(SpringHelloApplication.class);
    application.addPrimarySources(more);
    application.setDefaultProperties(
        Map.of(
            "server.address",
            "127.0.0.1",
            "server.port",
            "0",
            // a connection is kept for a whole round
            "server.tomcat.max-keep-alive-requests",
            "-1",
            "spring.main.banner-mode",
            "off",
            "spring.main.web-application-type",
            "servlet"));
    return application.run(arguments.toArray(String[]::new));
  }

  static int port(ConfigurableApplicationContext context) {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }
}
