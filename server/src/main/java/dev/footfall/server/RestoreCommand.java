package dev.footfall.server;

import dev.footfall.server.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Puts a backup into a data folder that has no data yet; no server is needed. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = {
      "Puts a backup into a data folder that has no data yet, for a server to be started on.",
      ""
    })
final class RestoreCommand implements Callable<Integer> {
  private static final int FAILED = 1;

  @Spec private CommandSpec spec = CommandSpec.create();

  private Path backup = Path.of("");
  private Path data = Path.of("");

  @Option(
      names = "--from",
      required = true,
      paramLabel = "FILE",
      description = "The backup. Needed. [FOOTFALL_SERVER_FROM]")
  void from(Path value) {
    if (!Files.isRegularFile(value)) {
      throw new ParameterException(spec.commandLine(), "--from is not a file: " + value);
    }
    backup = value;
  }

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FOLDER",
      description = "The data folder, made when missing. Needed. [FOOTFALL_SERVER_DATA]")
  void data(Path value) {
    data = value;
  }

  @Override
  public Integer call() {
    CommandLine commandLine = spec.commandLine();
    try {
      requireNoLog();
      try (DataFolder folder = DataFolder.open(data)) {
        long requests = folder.restore(backup);
        commandLine.getOut().println(data + " now has the " + requests + " requests of " + backup);
        commandLine.getOut().flush();
      }
      return CommandLine.ExitCode.OK;
    } catch (StartException e) {
      commandLine.getErr().println(e.getMessage());
    } catch (StoreException | IOException e) {
      commandLine.getErr().println(backup + " cannot be restored: " + e.getMessage());
    }
    return FAILED;
  }

  /** A data file that was copied by hand may lack what its log has. */
  private void requireNoLog() {
    Path log = backup.resolveSibling(backup.getFileName() + ".wal");
    if (Files.exists(log)) {
      throw new StartException(
          backup
              + " is no backup: it lacks what "
              + log.getFileName()
              + " beside it has. Start a server on that folder.");
    }
  }
}
