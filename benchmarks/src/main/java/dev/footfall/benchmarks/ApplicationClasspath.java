package dev.footfall.benchmarks;

import dev.footfall.Analytics;
import dev.footfall.servlet.AnalyticsFilter;
import dev.footfall.spring.FootfallAutoConfiguration;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@link SpringHelloApplication} has on its class path, out of all that this process has. A
 * jar that is there and not used has its price too: Spring looks for Kotlin and Jackson.
 */
final class ApplicationClasspath {

  /** What Spring Boot's starter brings, by folders of the local repository. */
  private static final List<String> APPLICATION =
      List.of(
          "org/springframework/",
          "org/apache/tomcat/",
          "tools/jackson/",
          "com/fasterxml/jackson/core/jackson-annotations/",
          "io/micrometer/micrometer-commons/",
          "io/micrometer/micrometer-observation/",
          "jakarta/annotation/",
          "org/yaml/",
          "commons-logging/",
          "org/slf4j/",
          "org/jspecify/");

  /** What Footfall's starter brings. */
  private static final List<String> STARTER =
      List.of("com/squareup/", "org/jetbrains/", "com/fasterxml/jackson/core/", "org/jctools/");

  private ApplicationClasspath() {}

  static String without() {
    return of(APPLICATION, Stream.of(SpringHelloApplication.class));
  }

  static String with() {
    return of(
        Stream.concat(APPLICATION.stream(), STARTER.stream()).toList(),
        Stream.of(
            SpringHelloApplication.class,
            FootfallAutoConfiguration.class,
            AnalyticsFilter.class,
            Analytics.class));
  }

  private static String of(List<String> folders, Stream<Class<?>> ours) {
    List<Path> modules = ours.map(ApplicationClasspath::origin).toList();
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(
            entry ->
                modules.contains(Path.of(entry).toAbsolutePath())
                    || folders.stream().anyMatch(entry.replace('\\', '/')::contains))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Path origin(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("no file holds " + type, e);
    }
  }
}
