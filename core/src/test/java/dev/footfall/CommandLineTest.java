package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

  private final HostedService service = new HostedService(HostedService.Rules.STRICT);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @AfterEach
  void stop() {
    service.close();
  }

  private int run(Map<String, String> environment, String in, String... arguments) {
    return new CommandLine(
            environment,
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(arguments);
  }

  private int run(String... arguments) {
    return run(Map.of(), "", arguments);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void verify_whenRecordsArrive_printsTheSentence() {
    assertThat(run("verify", "--server", service.url(), "--key", Pipeline.KEY)).isZero();
    assertThat(out())
        .startsWith(service.url() + "/ took a record with the path /footfall-verify")
        .endsWith("." + System.lineSeparator());
    assertThat(err()).isEmpty();
  }

  @Test
  void verify_whenTheyDoNot_printsTheSentence() {
    service.close();

    assertThat(run("verify", "--server=" + service.url(), "--key=" + Pipeline.KEY)).isEqualTo(1);
    assertThat(out()).contains("refused the connection");
    assertThat(err()).isEmpty();
  }

  @Test
  void framework_isTheLabelThatIsTriedFirst() {
    run("verify", "--server", service.url(), "--key", Pipeline.KEY, "--framework", "Chi");
    assertThat(service.refusals()).isEmpty();

    run("verify", "--server", service.url(), "--key", Pipeline.KEY, "--framework", "Servlet");
    assertThat(out()).contains("does not know the framework Servlet");
  }

  @Test
  void environment_isUsedWhereAnOptionIsNotThere() {
    Map<String, String> environment =
        Map.of(
            "FOOTFALL_API_KEY",
            Pipeline.KEY,
            "FOOTFALL_SERVER_URL",
            service.url(),
            "FOOTFALL_FRAMEWORK",
            "Chi");

    assertThat(run(environment, "", "verify")).isZero();
    assertThat(service.refusals()).isEmpty();
    assertThat(run(environment, "", "verify", "--key", "no-uuid")).isEqualTo(1);
    assertThat(run(environment, "", "verify", "--server", "http://127.0.0.1:1")).isEqualTo(1);
    run(environment, "", "verify", "--framework", "Servlet");
    assertThat(service.refusals()).containsExactly("Unsupported API framework.");
  }

  @Test
  void key_mayComeFromStandardInput() {
    String input = "  " + Pipeline.KEY + " \r\nmore\n";

    assertThat(run(Map.of(), input, "verify", "--server", service.url(), "--key", "-")).isZero();
    assertThat(run(Map.of(), "\n", "verify", "--server", service.url(), "--key=-")).isEqualTo(2);
    assertThat(err()).startsWith("footfall: --key -: there is no key on standard input");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | the first argument must be verify",
        "check | the first argument must be verify",
        "--server http://127.0.0.1:1 verify | the first argument must be verify",
        "verify | there is no key: give --key, or set FOOTFALL_API_KEY",
        "verify --sever http://127.0.0.1:1 | there is no option --sever",
        "verify -k k | there is no option -k",
        "verify --sever=http://127.0.0.1:1 | there is no option --sever",
        "verify --key | --key needs a value",
        "verify --server --key k | --server needs a value",
        "verify --key k --key l | --key is there twice",
        "verify --key k --server ftp://x | --server: serverUrl is no http or https URL: ftp://x",
        "verify --key= | --key: apiKey is blank",
        "verify --key k --framework= | --framework: framework is blank",
      })
  void wrongUsage_namesTheOptionAndShowsTheUsage(String arguments, String message) {
    assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" "))).isEqualTo(2);
    assertThat(out()).isEmpty();
    assertThat(err()).startsWith("footfall: " + message + System.lineSeparator());
    assertThat(err()).contains("Usage: java -jar footfall-core-");
  }

  @Test
  void wrongUsage_ofTheEnvironment_namesTheVariable() {
    assertThat(run(Map.of("FOOTFALL_SERVER_URL", "x"), "", "verify", "--key", "k")).isEqualTo(2);
    assertThat(err()).startsWith("footfall: FOOTFALL_SERVER_URL: serverUrl is no http");
  }

  @ParameterizedTest
  @CsvSource({
    "841018cf-1111-4222-8333-444455556666",
    "verify 841018cf-1111-4222-8333-444455556666",
    "verify --841018cf-1111-4222-8333-444455556666",
    "verify --kye=841018cf-1111-4222-8333-444455556666",
    "verify -841018cf-1111-4222-8333-444455556666",
  })
  void wrongUsage_neverRepeatsTheKey(String arguments) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);
    assertThat(err()).doesNotContain("841018cf");
  }

  @Test
  void help_goesToStandardOutputAndSaysHowToHideTheKey() {
    assertThat(run("--help")).isZero();
    assertThat(run("verify", "-h")).isZero();
    assertThat(out())
        .contains("--server URL", "--key KEY", "--framework LABEL", "FOOTFALL_API_KEY")
        .contains("list of processes", "- reads it from standard input", "Exit code: 0");
    assertThat(err()).isEmpty();
  }

  @Test
  void version_isPrinted() {
    assertThat(run("--version")).isZero();
    assertThat(out()).isEqualTo(Version.TEXT + System.lineSeparator());
  }
}
