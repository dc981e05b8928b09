package dev.footfall.server;

import dev.footfall.server.transfer.ImportCommand;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line. Exit codes: 0 after {@code --help}, 1 when the server cannot start or a command
 * not do its work, 2 for a bad flag; a stop by SIGTERM or SIGINT is graceful and the JVM exits with
 * 143 or 130.
 */
@Command(
    name = "footfall-server",
    mixinStandardHelpOptions = true,
    versionProvider = Main.JarVersion.class,
    usageHelpAutoWidth = true,
    subcommands = {BackupCommand.class, RestoreCommand.class},
    description = {
      "Stores and shows the records that Footfall's libraries send.",
      "Each flag has a twin in the environment; the flag wins.",
      ""
    })
public final class Main implements Callable<Integer> {
  private static final int CANNOT_START = 1;
  private static final int BAD_FLAG = 2;

  @Spec private @Nullable CommandSpec spec;

  private final ServerOptions.Builder options = ServerOptions.builder();

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen on. Default: 127.0.0.1. [FOOTFALL_SERVER_HOST]")
  void host(String value) {
    check(() -> options.host(value));
  }

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port to listen on; 0: any free one. Default: 8080. [FOOTFALL_SERVER_PORT]")
  void port(int value) {
    check(() -> options.port(value));
  }

  @Option(
      names = "--base-path",
      paramLabel = "PATH",
      description =
          "Path in front of everything, for a proxy that keeps it. Default: none."
              + " [FOOTFALL_SERVER_BASE_PATH]")
  void basePath(String value) {
    check(() -> options.basePath(value));
  }

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description =
          "Folder that holds all data, made when missing. Default: ./footfall-data."
              + " [FOOTFALL_SERVER_DATA]")
  void data(Path value) {
    check(() -> options.data(value));
  }

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description = "Memory limit of the database. Default: 512MB. [FOOTFALL_SERVER_MEMORY]")
  void memory(String value) {
    check(() -> options.memory(value));
  }

  @Option(
      names = "--geoip",
      paramLabel = "FILE",
      description =
          "Country database in MaxMind's format. Default: the bundled one from DB-IP."
              + " [FOOTFALL_SERVER_GEOIP]")
  void geoip(Path value) {
    check(() -> options.geoip(value));
  }

  @Option(
      names = "--admin-token",
      paramLabel = "TOKEN",
      description =
          "Token that may make keys and copy all data from anywhere, 16 characters at least; better"
              + " in the environment than on the command line. Default: none."
              + " [FOOTFALL_SERVER_ADMIN_TOKEN]")
  void adminToken(String value) {
    check(() -> options.adminToken(value));
  }

  @Option(
      names = "--compact-at",
      paramLabel = "TIME",
      description =
          "When the data file is written anew if something was deleted, in this machine's time; off:"
              + " only when asked. Default: 03:00. [FOOTFALL_SERVER_COMPACT_AT]")
  void compactAt(String value) {
    check(() -> options.compactAt(value));
  }

  @Option(
      names = "--open-signup",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOLEAN",
      description =
          "Anybody may make a key, not only this machine. Default: false."
              + " [FOOTFALL_SERVER_OPEN_SIGNUP]")
  void openSignup(boolean value) {
    check(() -> options.openSignup(value));
  }

  @Option(
      names = "--accept-any-key",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOLEAN",
      description =
          "A post with an unknown key makes a project for it. Default: false."
              + " [FOOTFALL_SERVER_ACCEPT_ANY_KEY]")
  void acceptAnyKey(boolean value) {
    check(() -> options.acceptAnyKey(value));
  }

  @Option(
      names = "--cors-origin",
      split = ",",
      paramLabel = "ORIGIN",
      description =
          "Origins whose pages may call this server, by comma or repeated; *: all. Default: none."
              + " [FOOTFALL_SERVER_CORS_ORIGIN]")
  void corsOrigin(List<String> values) {
    check(() -> options.corsOrigins(values));
  }

  @Option(
      names = "--rate-limit-key",
      paramLabel = "N",
      description =
          "Posts a second that a key may make; 0: any number. Default: 20000."
              + " [FOOTFALL_SERVER_RATE_LIMIT_KEY]")
  void rateLimitKey(int value) {
    check(() -> options.rateLimitKey(value));
  }

  @Option(
      names = "--rate-limit-address",
      paramLabel = "N",
      description =
          "Posts a second that may come from an address; 0: any number. Default: 20000."
              + " [FOOTFALL_SERVER_RATE_LIMIT_ADDRESS]")
  void rateLimitAddress(int value) {
    check(() -> options.rateLimitAddress(value));
  }

  @Option(
      names = "--rate-limit-wrong-keys",
      paramLabel = "N",
      description =
          "Wrong keys that an address may show in a minute; 0: any number. Default: 30."
              + " [FOOTFALL_SERVER_RATE_LIMIT_WRONG_KEYS]")
  void rateLimitWrongKeys(int value) {
    check(() -> options.rateLimitWrongKeys(value));
  }

  @Option(
      names = "--trusted-proxies",
      split = ",",
      paramLabel = "CIDR",
      description =
          "Addresses of proxies, or blocks of them, by comma or repeated, that are believed when"
              + " they say whose call they pass on. Default: none."
              + " [FOOTFALL_SERVER_TRUSTED_PROXIES]")
  void trustedProxies(List<String> values) {
    check(() -> options.trustedProxies(values));
  }

  @Option(
      names = "--retention",
      paramLabel = "AGE",
      description =
          "Deletes records this long after their creation, such as 24h, 30d or 52w. Default: never."
              + " [FOOTFALL_SERVER_RETENTION]")
  void retention(String value) {
    check(() -> options.retention(value));
  }

  @Option(
      names = "--max-records",
      paramLabel = "N",
      description =
          "Keeps only the newest N requests and N events of each project. Default: all."
              + " [FOOTFALL_SERVER_MAX_RECORDS]")
  void maxRecords(long value) {
    check(() -> options.maxRecords(value));
  }

  @Option(
      names = "--expire-unused",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOLEAN",
      description =
          "Deletes the records of a project without a post for 90 days and a look for 180, after"
              + " warnings on 14 days. Default: false. [FOOTFALL_SERVER_EXPIRE_UNUSED]")
  void expireUnused(boolean value) {
    check(() -> options.expireUnused(value));
  }

  @Option(
      names = "--access-log",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOLEAN",
      description =
          "Logs each call in a line, without keys or parameters. Default: false."
              + " [FOOTFALL_SERVER_ACCESS_LOG]")
  void accessLog(boolean value) {
    check(() -> options.accessLog(value));
  }

  @Option(
      names = "--self-analytics",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOLEAN",
      description =
          "Records the server's own usage, as a project of its own. Default: true."
              + " [FOOTFALL_SERVER_SELF_ANALYTICS]")
  void selfAnalytics(boolean value) {
    check(() -> options.selfAnalytics(value));
  }

  @Option(
      names = "--demo",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOLEAN",
      description =
          "Makes a project with a generated year, which everybody who reaches the server may look"
              + " at. Default: false. [FOOTFALL_SERVER_DEMO]")
  void demo(boolean value) {
    check(() -> options.demo(value));
  }

  public static void main(String[] args) {
    System.exit(commandLine(System.getenv()).execute(args));
  }

  static CommandLine commandLine(Map<String, String> environment) {
    CommandLine importing = new CommandLine(new ImportCommand());
    importing.getCommandSpec().versionProvider(new JarVersion());
    CommandLine commandLine =
        new CommandLine(new Main())
            .addSubcommand(importing)
            .setDefaultValueProvider(new EnvironmentDefaults(environment))
            .setParameterExceptionHandler(Main::refuse);
    importing.setDefaultValueProvider(new EnvironmentDefaults(environment, "FOOTFALL_IMPORT_"));
    return commandLine;
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = commandLine().getOut();
    FootfallServer server;
    try {
      server = FootfallServer.start(options.build());
    } catch (StartException e) {
      commandLine().getErr().println(e.getMessage());
      return CANNOT_START;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "footfall-stop"));
    out.println("Footfall " + Version.current() + " listens on " + server.url());
    out.flush();
    IdleHeap.giveBack();
    // until a signal ends the process
    new CountDownLatch(1).await();
    return CommandLine.ExitCode.OK;
  }

  private void check(Runnable setter) {
    try {
      setter.run();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(commandLine(), "--" + e.getMessage(), e);
    }
  }

  private CommandLine commandLine() {
    if (spec == null) {
      throw new IllegalStateException("not made by commandLine(Map)");
    }
    return spec.commandLine();
  }

  private static int refuse(ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println(e.getMessage() + ". See --help.");
    err.flush();
    return BAD_FLAG;
  }

  /** What {@code --version} prints. */
  static final class JarVersion implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {Version.current()};
    }
  }
}
