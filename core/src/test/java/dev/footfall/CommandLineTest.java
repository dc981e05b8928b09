package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  private final HostedService service = new HostedService(HostedService.Rules.STRICT);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @AfterEach
  void stop() {
    service.close();
  }

  private CommandLine commandLine(
      Map<String, String> environment, String in, Function<Config, Verification> asking) {
    return new CommandLine(
        environment,
        new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        asking);
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
    assertThat(out())
        .contains("refused the connection; check that the server runs and --server has its port.");
    assertThat(err()).isEmpty();
  }

  @Test
  void verify_withoutAServer_saysFirstWhoGetsTheKey() {
    String notice =
        "Asking https://www.apianalytics-server.com/ (the default; --server names another)"
            + System.lineSeparator();
    CommandLine commandLine = commandLine(Map.of(), "", config -> new Verification(true, err()));

    assertThat(commandLine.run("verify", "--key", Pipeline.KEY)).isZero();
    assertThat(out()).startsWith(notice);
    assertThat(err()).isEqualTo(notice);
  }

  @Test
  void verify_withAServer_saysNothingOfADefault() {
    Map<String, String> environment = Map.of("FOOTFALL_SERVER_URL", service.url());

    assertThat(run(environment, "", "verify", "--key", Pipeline.KEY)).isZero();
    assertThat(err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "check serverUrl and its port. | check --server and its port.",
        "The apiKey for http://x/apiKey is none. | The --key for http://x/apiKey is none.",
        "(serverUrl), serverUrl; check apiKey. | (--server), --server; check --key.",
        "http://h/serverUrl, http://serverUrl/ serverUrls | http://h/serverUrl, http://serverUrl/ serverUrls",
        "give okHttpClient a client with a proxyAuthenticator. | ask from where there is no proxy, or in code give okHttpClient a client with a proxyAuthenticator.",
        "trust store, or give okHttpClient a client that trusts it. | trust store, or name another one with java -Djavax.net.ssl.trustStore=FILE.",
        "check that it is well, and the time-outs of okHttpClient. | check that it is well.",
      })
  void sentence_namesOptionsForSettings(String said, String printed) {
    CommandLine commandLine = commandLine(Map.of(), "", config -> new Verification(false, said));

    assertThat(commandLine.run("verify", "--server", service.url(), "--key", "k")).isEqualTo(1);
    assertThat(out()).isEqualTo(printed + System.lineSeparator());
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
        "verfy | unknown command verfy; did you mean verify?",
        "verify2 | the first argument must be verify",
        "http://127.0.0.1:1 | did you mean verify --server http://127.0.0.1:1/?",
        "--server http://127.0.0.1:1 verify | the first argument must be verify",
        "verify | there is no key: give --key, or set FOOTFALL_API_KEY",
        "verify --sever http://127.0.0.1:1 | there is no option --sever",
        "verify -k k | there is no option -k",
        "verify --sever=http://127.0.0.1:1 | there is no option --sever",
        "verify --key | --key needs a value",
        "verify --server --key k | --server needs a value",
        "verify --key k --key l | --key is there twice",
        "verify --key k --server ftp://x | --server is no http or https URL",
        "verify --key k --server http://x?y=1 | --server must not have a query or fragment",
        "verify --key= | --key is blank",
        "verify --key k --framework= | --framework is blank",
        "verify http://127.0.0.1:1/x --key k | did you mean --server http://127.0.0.1:1/x?",
        "verify k | there is an argument that belongs to no option; did you forget --server or --key?",
      })
  void wrongUsage_namesTheOptionInALine(String arguments, String message) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);
    assertThat(out()).isEmpty();
    assertThat(err()).isEqualTo("footfall: %s%nTry --help.%n".formatted(message));
  }

  @Test
  void wrongUsage_ofTheEnvironment_namesTheVariable() {
    assertThat(run(Map.of("FOOTFALL_SERVER_URL", "x"), "", "verify", "--key", "k")).isEqualTo(2);
    assertThat(err()).startsWith("footfall: FOOTFALL_SERVER_URL is no http");
  }

  @ParameterizedTest
  @CsvSource({
    "841018cf-1111-4222-8333-444455556666",
    "verify 841018cf-1111-4222-8333-444455556666",
    "verify --841018cf-1111-4222-8333-444455556666",
    "verify --kye=841018cf-1111-4222-8333-444455556666",
    "verify -841018cf-1111-4222-8333-444455556666",
    "verify --server 841018cf-1111-4222-8333-444455556666 --key k",
    "verify --server http://x?841018cf-1111-4222-8333-444455556666 --key k",
    "verify http://841018cf-1111-4222-8333-444455556666@127.0.0.1",
    "verify http://u:841018cf-1111-4222-8333-444455556666@127.0.0.1",
    "verify http://127.0.0.1?841018cf-1111-4222-8333-444455556666",
    "http://127.0.0.1#841018cf-1111-4222-8333-444455556666",
  })
  void wrongUsage_neverRepeatsTheKey(String arguments) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);
    assertThat(err()).doesNotContain("841018cf");
  }

  @Test
  void help_goesToStandardOutputAndSaysHowToHideTheKey() {
    assertThat(run("--help")).isZero();
    String help = out();
    for (String asked : new String[] {"help", "-h", "verify --help", "verify -h"}) {
      out.reset();
      assertThat(run(asked.split(" "))).isZero();
      assertThat(out()).isEqualTo(help);
    }
    assertThat(out())
        .contains("--server URL", "--key KEY", "--framework LABEL", "FOOTFALL_API_KEY")
        .contains("list of processes", "- reads it from standard input", "Exit code: 0");
    assertThat(err()).isEmpty();
  }

  @Test
  void nothing_isWrongUsageAndGetsTheHelp() {
    assertThat(run()).isEqualTo(2);
    assertThat(err()).startsWith("Usage: java -jar footfall-core-");
    assertThat(out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-v", "version", "verify -v"})
  void version_isPrinted(String arguments) {
    assertThat(run(arguments.split(" "))).isZero();
    assertThat(out()).isEqualTo(Version.TEXT + System.lineSeparator());
  }
}
