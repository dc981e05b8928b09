package dev.footfall.server.demo;

import java.util.List;
import java.util.Locale;

/** The company's services; all but shipping are also among the examples. */
enum Service {
  BOOKSHOP("Servlet", "shop.example.com", 2),
  MEMBERS("Spring", "library.example.com", 2),
  PAYMENTS("Javalin", "pay.example.com", 1),
  SHIPPING("Spring", "shipping.example.com", 2);

  private final String framework;
  private final String hostname;
  private final int instances;
  private final String text = name().toLowerCase(Locale.ROOT);

  Service(String framework, String hostname, int instances) {
    this.framework = framework;
    this.hostname = hostname;
    this.instances = instances;
  }

  String framework() {
    return framework;
  }

  String hostname() {
    return hostname;
  }

  int instances() {
    return instances;
  }

  /** What it throws on an ordinary bad day. */
  List<String> errors() {
    return switch (this) {
      case BOOKSHOP -> List.of("java.lang.IllegalStateException", "java.io.IOException");
      case MEMBERS ->
          List.of(
              "java.util.regex.PatternSyntaxException",
              "org.springframework.dao.QueryTimeoutException");
      case PAYMENTS ->
          List.of("java.lang.ArithmeticException", "java.net.http.HttpTimeoutException");
      case SHIPPING -> List.of("java.lang.NullPointerException", "java.net.SocketTimeoutException");
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
