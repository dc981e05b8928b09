package dev.footfall.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes a backup of a running server to a file. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = {"Writes all that a running server has stored to a file, for restore.", ""})
final class BackupCommand implements Callable<Integer> {
  private static final int FAILED = 1;

  @Spec private CommandSpec spec = CommandSpec.create();

  private @Nullable URI server;
  private Path data = Path.of("footfall-data");
  private Path file = Path.of("");
  private @Nullable String adminToken;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description =
          "Where the server is, with its base path. Default: where the one of --data is, of which"
              + " the folder's owner needs no token. [FOOTFALL_SERVER_SERVER]")
  void server(URI value) {
    if (value.getHost() == null || !("" + value.getScheme()).matches("https?")) {
      throw new ParameterException(
          spec.commandLine(), "--server is not like https://example.com: " + value);
    }
    server = value;
  }

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description =
          "The data folder of a server on this machine. Default: ./footfall-data."
              + " [FOOTFALL_SERVER_DATA]")
  void data(Path value) {
    data = value;
  }

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FILE",
      description = "The file, which must not be there yet. Needed. [FOOTFALL_SERVER_TO]")
  void to(Path value) {
    if (Files.exists(value)) {
      throw new ParameterException(
          spec.commandLine(), "--to is there already, and stays as it is: " + value);
    }
    file = value;
  }

  @Option(
      names = "--admin-token",
      paramLabel = "TOKEN",
      description =
          "The admin token of --server; better in the environment than on the command line."
              + " Default: none. [FOOTFALL_SERVER_ADMIN_TOKEN]")
  void adminToken(String value) {
    adminToken = value;
  }

  @Override
  public Integer call() throws InterruptedException {
    CommandLine commandLine = spec.commandLine();
    try {
      long bytes = download().to(file);
      commandLine.getOut().println(file + " has the backup, " + bytes + " bytes");
      commandLine.getOut().flush();
      return CommandLine.ExitCode.OK;
    } catch (IOException e) {
      commandLine.getErr().println("No backup was written: " + reason(e));
      return FAILED;
    }
  }

  /** The owner's token goes nowhere but to where the folder says. */
  private BackupDownload download() throws IOException {
    if (server != null) {
      return new BackupDownload(server, adminToken);
    }
    OwnerAccess owner = OwnerAccess.read(data);
    return new BackupDownload(URI.create(owner.url()), owner.token());
  }

  private static String reason(IOException e) {
    String name = e.getClass().getSimpleName().replace("Exception", "");
    return e.getMessage() == null ? name : name + ", " + e.getMessage();
  }
}
