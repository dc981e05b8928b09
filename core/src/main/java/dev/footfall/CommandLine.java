package dev.footfall;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

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

  CommandLine(Map<String, String> environment, InputStream in, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.in = in;
    this.out = out;
    this.err = err;
  }

  public static void main(String[] args) {
    System.exit(new CommandLine(System.getenv(), System.in, System.out, System.err).run(args));
  }

  /** Runs it and returns the exit code. */
  int run(String... args) {
    List<String> arguments = Arrays.asList(args);
    if (arguments.contains("--help") || arguments.contains("-h")) {
      out.print(USAGE);
      return WELL;
    }
    if (arguments.contains("--version")) {
      out.println(Version.TEXT);
      return WELL;
    }
    Config config;
    try {
      if (arguments.isEmpty() || !arguments.get(0).equals("verify")) {
        throw new IllegalArgumentException("the first argument must be verify");
      }
      config = VerifyOptions.read(arguments.subList(1, arguments.size()), environment, in);
    } catch (IllegalArgumentException e) {
      err.println("footfall: " + e.getMessage());
      err.println();
      err.print(USAGE);
      return WRONG_USAGE;
    }
    try (HttpTransport transport = new HttpTransport(config)) {
      Verification found = new Verifier(config, transport, 0).verify();
      out.println(found.message());
      return found.ok() ? WELL : TROUBLE;
    }
  }
}
