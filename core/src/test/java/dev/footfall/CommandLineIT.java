package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built jar, as people run it. */
class CommandLineIT {

  private static final Path JAR = Path.of(System.getProperty("footfall.cli.jar"));
  private static final String VERSION = System.getProperty("footfall.version");

  private record Run(int exitCode, String out, String err) {}

  @TempDir private Path elsewhere;

  private Run run(Map<String, String> environment, String in, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-jar");
    command.add(JAR.toString());
    command.addAll(Arrays.asList(arguments));
    Path input = Files.writeString(elsewhere.resolve("in"), in);
    Path out = elsewhere.resolve("out");
    Path err = elsewhere.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(elsewhere.toFile())
            .redirectInput(input.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("FOOTFALL_.*|.*JAVA.*OPTIONS"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Run(process.exitValue(), read(out), read(err));
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8).strip();
  }

  private static MockResponse footfall(int code, String body) {
    return new MockResponse.Builder()
        .code(code)
        .addHeader("Footfall-Server", "0.1.0")
        .body(body)
        .build();
  }

  @Test
  void verify_whenTheServerKnowsTheKey_exitsWith0() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      server.enqueue(footfall(200, "{\"status\":\"healthy\"}"));
      server.enqueue(footfall(200, "{\"data\":[]}"));
      String url = "http://127.0.0.1:" + server.getPort();

      assertThat(run(Map.of(), "", "verify", "--server", url, "--key", Pipeline.KEY))
          .isEqualTo(
              new Run(
                  0, "The Footfall server 0.1.0 at " + url + "/ is well and knows the key.", ""));
      assertThat(server.takeRequest().getHeaders().get("User-Agent"))
          .isEqualTo("footfall-java/" + VERSION);
    }
  }

  @Test
  void verify_whenItDoesNot_exitsWith1() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      server.enqueue(footfall(200, "{\"status\":\"healthy\"}"));
      server.enqueue(footfall(401, "{}"));
      String url = "http://127.0.0.1:" + server.getPort();

      Run run =
          run(Map.of("FOOTFALL_SERVER_URL", url), Pipeline.KEY + "\n", "verify", "--key", "-");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out()).contains("does not know the key");
      assertThat(run.err()).isEmpty();
    }
  }

  @Test
  void verify_ofAHostedService_postsARecord() throws Exception {
    try (HostedService service = new HostedService(HostedService.Rules.STRICT)) {
      Run run =
          run(
              Map.of("FOOTFALL_SERVER_URL", service.url(), "FOOTFALL_API_KEY", Pipeline.KEY),
              "",
              "verify");

      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).contains("took a record").contains("as Express");
      assertThat(run.err()).isEmpty();
      assertThat(service.stored()).hasSize(1);
    }
  }

  @Test
  void verify_overTls_needsNothingThatIsNotInTheJar() throws Exception {
    HeldCertificate selfSigned =
        new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();
    try (MockWebServer server = new MockWebServer()) {
      server.useHttps(
          new HandshakeCertificates.Builder()
              .heldCertificate(selfSigned)
              .build()
              .sslSocketFactory());
      server.start();

      Run run =
          run(
              Map.of(),
              "",
              "verify",
              "--server",
              "https://127.0.0.1:" + server.getPort(),
              "--key",
              Pipeline.KEY);

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out())
          .contains("the certificate of 127.0.0.1:" + server.getPort() + " is not trusted");
      assertThat(run.err()).isEmpty();
    }
  }

  @Test
  void wrongUsage_exitsWith2() throws Exception {
    Run run = run(Map.of(), "", "verify", "--sever", "http://127.0.0.1:1");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .containsExactly("footfall: there is no option --sever", "Try --help.");
  }

  @Test
  void help_namesTheJar() throws Exception {
    Run run = run(Map.of(), "", "help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("Usage: java -jar " + JAR.getFileName() + " verify");
  }

  @Test
  void version_isTheReleases() throws Exception {
    assertThat(run(Map.of(), "", "--version")).isEqualTo(new Run(0, VERSION, ""));
  }

  @Test
  void jar_carriesTheLicencesOfWhatIsInside() throws Exception {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(text(jar, "META-INF/footfall-LICENSE")).contains("MIT License");
      assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License", "END OF TERMS");
      assertThat(text(jar, "META-INF/LICENSE.txt")).contains("QOS.ch");
      assertThat(text(jar, "META-INF/NOTICE")).startsWith("# Jackson JSON processor");
      assertThat(jar.getEntry("module-info.class")).isNull();
    }
  }

  @Test
  void library_staysTheModuleThatItIs() throws Exception {
    Path library = JAR.resolveSibling("footfall-core-" + VERSION + ".jar");

    try (JarFile jar = new JarFile(library.toFile())) {
      assertThat(jar.getEntry("module-info.class")).isNotNull();
      assertThat(jar.getEntry("okhttp3/OkHttpClient.class")).isNull();
    }
  }

  private static String text(JarFile jar, String name) throws IOException {
    assertThat(jar.getEntry(name)).as(name).isNotNull();
    return new String(
        jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
  }
}
