package dev.footfall.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keeps the report running; says nothing of its figures. */
class StartUpReportTest {

  private static final List<String> OURS =
      List.of(
          "dev.footfall.spring.FootfallAutoConfiguration",
          "dev.footfall.Analytics",
          "okhttp3.OkHttpClient",
          "kotlin.Unit",
          "com.fasterxml.jackson.core.JsonFactory");

  @Test
  void run_startsTheApplicationWithTheStarterAndWithout() throws Exception {
    assertThat(new StartUpReport(Size.SMOKE).run().rows())
        .singleElement()
        .satisfies(row -> assertThat(row.get(3)).matches("[\\d,]+(\\.\\d+)?"));
  }

  @Test
  void classpath_withoutTheStarter_hasNothingThatItBrings() {
    assertThat(OURS).noneMatch(name -> has(ApplicationClasspath.without(), name));
    assertThat(OURS).allMatch(name -> has(ApplicationClasspath.with(), name));
  }

  @Test
  void classpath_hasNothingOfTheOtherFrameworks() {
    assertThat(List.of("io.javalin.Javalin", "org.eclipse.jetty.server.Server", "brave.Tracing"))
        .noneMatch(name -> has(ApplicationClasspath.with(), name));
  }

  private static boolean has(String classpath, String name) {
    List<URL> urls = new ArrayList<>();
    try {
      for (String entry : classpath.split(File.pathSeparator, -1)) {
        urls.add(Path.of(entry).toUri().toURL());
      }
      try (URLClassLoader loader =
          new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
        return loader.getResource(name.replace('.', '/') + ".class") != null;
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
