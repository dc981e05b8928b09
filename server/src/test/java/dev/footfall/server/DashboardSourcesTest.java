package dev.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must hold of the dashboard's modules, and no compiler says. */
class DashboardSourcesTest {
  private static final Path FOLDER =
      Path.of("src/main/resources/dev/footfall/server/web/dashboard");
  private static final Pattern IMPORT =
      Pattern.compile("import \\{([^}]*)} from '(\\.[^']+)'", Pattern.DOTALL);
  private static final Pattern EXPORT =
      Pattern.compile("export (?:async )?(?:const|let|function|class) (\\w+)");
  private static final Pattern ELEMENT = Pattern.compile("<(footfall-[a-z-]+)");
  private static final Pattern DEFINITION =
      Pattern.compile("customElements\\.define\\('(footfall-[a-z-]+)'");

  private final Map<Path, String> modules = new TreeMap<>();

  @BeforeEach
  void read() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".js")).toList()) {
        modules.put(file.normalize(), Files.readString(file));
      }
    }
    assertThat(modules).hasSizeGreaterThan(30);
  }

  @Test
  void modules_importWhatOthersExport() {
    modules.forEach(
        (file, text) ->
            IMPORT
                .matcher(text)
                .results()
                .forEach(
                    each -> {
                      Path other = file.resolveSibling(each.group(2)).normalize();
                      assertThat(modules).as("%s imports", file).containsKey(other);
                      assertThat(found(EXPORT, modules.get(other)))
                          .as("%s imports of %s", file, other)
                          .containsAll(names(each.group(1)));
                    }));
  }

  @Test
  void elements_areDefined() {
    Set<String> defined =
        modules.values().stream()
            .flatMap(text -> found(DEFINITION, text).stream())
            .collect(Collectors.toSet());
    modules.forEach(
        (file, text) -> assertThat(defined).as("of %s", file).containsAll(found(ELEMENT, text)));
  }

  /** Text of records is never read as HTML, and the page's policy forbids the rest. */
  @Test
  void modules_drawTextAsText_andStyleByClasses() {
    for (String forbidden :
        List.of(
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "unsafeHTML",
            "unsafeSVG",
            "document.write",
            " style=",
            "eval(",
            "new Function")) {
      modules.forEach((file, text) -> assertThat(text).as("%s", file).doesNotContain(forbidden));
    }
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(each -> each.group(1)).collect(Collectors.toSet());
  }

  private static List<String> names(String imported) {
    return Pattern.compile("(\\w+)(?: as \\w+)?")
        .matcher(imported)
        .results()
        .map((MatchResult each) -> each.group(1))
        .toList();
  }
}
