package dev.footfall.server;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** One run of the command {@code import}, and what it said. */
record ImportRun(int exitCode, String out, String err) {
  static ImportRun of(String server, String key, String... arguments) {
    return of(Map.of("FOOTFALL_IMPORT_KEY", key, "FOOTFALL_IMPORT_SERVER", server), arguments);
  }

  static ImportRun of(Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine = Main.commandLine(environment);
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    List<String> all = new ArrayList<>(List.of("import"));
    all.addAll(List.of(arguments));
    int exitCode = commandLine.execute(all.toArray(String[]::new));
    return new ImportRun(exitCode, out.toString(), err.toString());
  }
}
