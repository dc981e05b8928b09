package dev.footfall;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import okhttp3.HttpUrl;

/**
 * What the self-contained jar runs: {@code verify}, from a shell, before there is any code. Exit
 * codes: 0 when records would arrive, 1 when not, 2 when it was called wrongly.
 */
final class CommandLine {

  private static final int WELL = 0;
  private static final int TROUBLE = 1;
  private static final int WRONG_USAGE = 2;

  private static final String USAGE =
      """
      Usage: java -jar footfall-core-%s-cli.jar verify [OPTION VALUE]...

      Asks a server whether records would arrive, and says in a sentence what it found.
      A Footfall server is asked for its health and for the key. Another server is posted
      one record with the path %s.

        --server URL       where records go
                           default: FOOTFALL_SERVER_URL, else the hosted service
        --key KEY          the API key; - reads it from standard input
                           default: FOOTFALL_API_KEY, and better there: all users of this
                           machine may see a command line in the list of processes
        --framework LABEL  the label under which records are shown
                           default: FOOTFALL_FRAMEWORK, else Java
        --help             prints this
        --version          prints the version

      Exit code: 0 when records would arrive, 1 when not, 2 for wrong usage.
      """
          .formatted(Version.TEXT, HostedCheck.PATH);

  private final Map<String, String> environment;
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final Function<Config, Verification> asking;

  CommandLine(Map<String, String> environment, InputStream in, PrintStream out, PrintStream err) {
    this(environment, in, out, err, CommandLine::ask);
  }

  CommandLine(
      Map<String, String> environment,
      InputStream in,
      PrintStream out,
      PrintStream err,
      Function<Config, Verification> asking) {
    this.environment = environment;
    this.in = in;
    this.out = out;
    this.err = err;
    this.asking = asking;
  }

  public static void main(String[] args) {
    System.exit(new CommandLine(System.getenv(), System.in, System.out, System.err).run(args));
  }

  private static Verification ask(Config config) {
    try (HttpTransport transport = new HttpTransport(config)) {
      return new Verifier(config, transport, 0).verify();
    }
  }

  /** Runs it and returns the exit code. */
  int run(String... args) {
    List<String> arguments = Arrays.asList(args);
    if (arguments.isEmpty()) {
      err.print(USAGE);
      return WRONG_USAGE;
    }
    String command = arguments.get(0);
    if (command.equals("help") || arguments.contains("--help") || arguments.contains("-h")) {
      out.print(USAGE);
      return WELL;
    }
    if (command.equals("version") || arguments.contains("--version") || arguments.contains("-v")) {
      out.println(Version.TEXT);
      return WELL;
    }
    VerifyOptions options;
    Config config;
    try {
      if (!command.equals("verify")) {
        throw new IllegalArgumentException(unknown(command));
      }
      options = VerifyOptions.read(arguments.subList(1, arguments.size()), environment);
      config = options.config(in);
    } catch (IllegalArgumentException e) {
      err.println("footfall: " + e.getMessage());
      err.println("Try --help.");
      return WRONG_USAGE;
    }
    if (!options.hasServer()) {
      // The key is about to leave for a third party that nobody has named.
      err.println("Asking " + config.values.serverUrl + " (the default; --server names another)");
    }
    Verification found = asking.apply(config);
    out.println(OptionTerms.of(found.message()));
    return found.ok() ? WELL : TROUBLE;
  }

  /** What to say of it; it is repeated only where it cannot be the key. */
  private static String unknown(String command) {
    if (command.matches("[A-Za-z]{1,12}")) {
      return "unknown command " + command + "; did you mean verify?";
    }
    HttpUrl url = VerifyOptions.serverIn(command);
    return url == null
        ? "the first argument must be verify"
        : "did you mean verify --server " + url + "?";
  }
}
