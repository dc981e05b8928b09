package dev.footfall.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.server.answer.Answers;
import dev.footfall.server.ingest.Ingest;
import dev.footfall.server.store.DuckStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the README's table of all calls to the code. */
class EndpointTableTest {
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `([A-Z]+)` \\| `(/[^`]*)` \\| ([^|]+) \\| [^|]+ \\|$", Pattern.MULTILINE);

  @TempDir Path folder;

  @Test
  void readme_listsEachCall_withWhatItNeeds_inTheirOrder() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    List<String> rows = ROW.matcher(readme).results().map(EndpointTableTest::row).toList();
    try (DuckStore store = DuckStore.open(folder.resolve("file"), "64MB");
        Ingest ingest = new Ingest(store, false, address -> null, Clock.systemUTC());
        Answers answers = new Answers(store, Clock.systemUTC())) {
      WebSettings settings = TestSettings.with(null);
      List<Endpoint> all = new Endpoints(settings, store, ingest, answers).all();
      assertThat(rows)
          .containsExactlyElementsOf(
              all.stream()
                  .map(e -> String.join(" ", e.method().name(), e.path(), e.need().label()))
                  .toList());
    }
  }

  private static String row(MatchResult row) {
    return String.join(" ", row.group(1), row.group(2), row.group(3));
  }
}
