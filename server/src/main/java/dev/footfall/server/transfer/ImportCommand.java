package dev.footfall.server.transfer;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code import}: takes records from files or another server to a server. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = {
      "Takes records to a Footfall server: from files as exports or GET /api/data give them (CSV,"
          + " NDJSON, JSON; also gzip), or from another server, such as the hosted API Analytics"
          + " service. Broken off, the same command goes on where it stood; nothing is stored"
          + " twice.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all records were accepted",
      "1:broken off; the same command goes on",
      "2:a flag or a file is no good; nothing was sent",
      "3:some records were rejected"
    })
public final class ImportCommand implements Callable<Integer> {
  private static final int BROKEN_OFF = 1;
  private static final int UNUSABLE = 2;
  private static final int SOME_REJECTED = 3;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description =
          "The server to take records to. Default: http://localhost:8080. [FOOTFALL_IMPORT_SERVER]")
  private URI server = URI.create("http://localhost:8080");

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "The key to post with; better in the environment than on the command line."
              + " [FOOTFALL_IMPORT_KEY]")
  private @Nullable String key;

  @Option(
      names = "--from",
      paramLabel = "URL",
      description = "A server to read records from, instead of files. [FOOTFALL_IMPORT_FROM]")
  private @Nullable URI from;

  @Option(
      names = "--from-key",
      paramLabel = "KEY",
      description = "The key to read with. [FOOTFALL_IMPORT_FROM_KEY]")
  private @Nullable String fromKey;

  @Option(
      names = "--events",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOLEAN",
      description = "The records are events. Default: false. [FOOTFALL_IMPORT_EVENTS]")
  private boolean events;

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description =
          "Where to note how far it came. Default: beside the file, with .import behind its name."
              + " [FOOTFALL_IMPORT_STATE]")
  private @Nullable Path state;

  @Option(
      names = "--rejected",
      paramLabel = "FILE",
      description =
          "Where to list all records that were not accepted, as NDJSON, behind what is there."
              + " Default: the first 20 are shown. [FOOTFALL_IMPORT_REJECTED]")
  private @Nullable Path rejected;

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      description =
          "How long to try a server that does not answer, such as 30s or 10m. Default: 5m."
              + " [FOOTFALL_IMPORT_PATIENCE]")
  private String patience = "5m";

  @Parameters(paramLabel = "FILE", arity = "0..*", description = "The files, one after the other.")
  private List<Path> files = List.of();

  @Override
  public Integer call() throws InterruptedException, IOException {
    try (Rejects rejects = new Rejects(rejected)) {
      Translation translation = new Translation(events ? RecordKind.EVENTS : RecordKind.REQUESTS);
      Map<Source, Progress> work = new LinkedHashMap<>();
      Remote to = new Remote(url("--server", server), required("--key", key), patience());
      try {
        prepare(to, translation, work);
        Importer importer = new Importer(to, translation.kind(), rejects, this::note);
        for (Map.Entry<Source, Progress> one : work.entrySet()) {
          importer.run(one.getKey(), one.getValue());
        }
        report(work, translation, rejects);
        return work.values().stream().anyMatch(done -> done.count("rejected") > 0)
            ? SOME_REJECTED
            : 0;
      } catch (BrokenOffException e) {
        report(work, translation, rejects);
        note("Broken off: " + e.getMessage());
        note(
            "The same command goes on where it stood, best within 7 days; nothing is stored twice.");
        return BROKEN_OFF;
      }
    } catch (UnusableException e) {
      note(e.getMessage());
      return UNUSABLE;
    }
  }

  /** All that can be wrong with what was asked is found before the first record is sent. */
  private void prepare(Remote to, Translation translation, Map<Source, Progress> work)
      throws IOException, InterruptedException {
    List<Source> sources = sources(translation);
    if (sources.size() != 1 && state != null) {
      throw new UnusableException("--state is for one file: import the files one by one.");
    }
    if (!to.isFootfall()) {
      throw new UnusableException(
          to.url() + " is not a Footfall server: another could not tell what it has already.");
    }
    for (Source source : sources) {
      try {
        source.open(Position.BEGIN).close();
      } catch (UnusableException | IOException e) {
        throw new UnusableException(source.name() + " cannot be imported: " + e.getMessage());
      }
    }
    for (Source source : sources) {
      work.put(source, Progress.open(state != null ? state : stateOf(source), source, to));
    }
  }

  private List<Source> sources(Translation translation) throws InterruptedException {
    List<Source> sources = new ArrayList<>();
    for (Path file : files) {
      sources.add(new FileSource(file, translation));
    }
    if (from != null) {
      Remote other = new Remote(url("--from", from), required("--from-key", fromKey), patience());
      boolean isFootfall = other.isFootfall();
      if (events && !isFootfall) {
        throw new UnusableException(other.url() + " is not a Footfall server: it has no events.");
      }
      sources.add(
          isFootfall ? new FootfallSource(other, translation) : new DataSource(other, translation));
    }
    if (sources.isEmpty()) {
      throw new ParameterException(
          commandSpec().commandLine(), "Name a FILE, or a server with --from");
    }
    return sources;
  }

  private static Path stateOf(Source source) {
    String name =
        source instanceof FileSource
            ? source.name()
            : source.name().replaceFirst("^https?://", "").replaceAll("[^A-Za-z0-9.-]+", "-");
    return Path.of(name + ".import");
  }

  private void report(Map<Source, Progress> work, Translation translation, Rejects rejects) {
    PrintWriter out = commandSpec().commandLine().getOut();
    work.forEach(
        (source, progress) ->
            out.printf(
                Locale.ROOT,
                "%s: read %,d, accepted %,d, rejected %,d%n",
                source.name(),
                progress.count("read"),
                progress.count("accepted"),
                progress.count("rejected")));
    rejects.shown().forEach(line -> out.println("  " + line));
    if (rejects.shown().size() == Rejects.SHOWN) {
      out.println("  … --rejected FILE lists them all.");
    }
    if (!translation.unknown().isEmpty()) {
      out.println(
          "Fields that are not known, and were left out: "
              + String.join(", ", translation.unknown()));
    }
    out.flush();
  }

  private URI url(String flag, URI url) {
    String text = url.toString().replaceFirst("/+$", "");
    if (!text.matches("https?://[^/?#@]+(/[^?#]*)?")) {
      throw new ParameterException(
          commandSpec().commandLine(), flag + " is not like https://example.com: " + url);
    }
    return URI.create(text);
  }

  private String required(String flag, @Nullable String value) {
    if (value == null || !value.matches("[!-~]+")) {
      // not the value: it is a secret
      throw new ParameterException(commandSpec().commandLine(), flag + " is missing, or not a key");
    }
    return value;
  }

  private Duration patience() {
    try {
      Duration time = Duration.parse("PT" + patience);
      if (!time.isNegative()) {
        return time;
      }
    } catch (DateTimeParseException e) {
      // said below
    }
    throw new ParameterException(
        commandSpec().commandLine(), "--patience is not like 30s or 10m: " + patience);
  }

  private void note(@Nullable String sentence) {
    PrintWriter err = commandSpec().commandLine().getErr();
    err.println(sentence);
    err.flush();
  }

  private CommandSpec commandSpec() {
    if (spec == null) {
      throw new IllegalStateException("not made by picocli");
    }
    return spec;
  }
}
