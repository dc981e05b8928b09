package dev.footfall.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The source of a contract test, or of what it extends. */
record TestSource(Path file, String text) {

  private static final String LITERAL = "\"(?:[^\"\\\\]|\\\\.)*\"";
  private static final Pattern LITERALS = Pattern.compile(LITERAL);
  private static final Pattern EXEMPT =
      Pattern.compile("@Exempt\\(\\s*(" + LITERAL + "(?:\\s*\\+\\s*" + LITERAL + ")*)\\s*\\)");
  private static final Pattern ANY_EXEMPT = Pattern.compile("@Exempt\\b");
  private static final Pattern SUPERCLASS = Pattern.compile("\\bclass \\w+ extends (\\w+)");

  static TestSource of(Path file) {
    try {
      return new TestSource(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** This source and those of its superclasses, as far as they are in one of these folders. */
  List<TestSource> lineage(List<Path> roots) {
    List<TestSource> all = new ArrayList<>();
    Optional<TestSource> next = Optional.of(this);
    while (next.isPresent()) {
      all.add(next.get());
      next = next.get().superclass(roots);
    }
    return all;
  }

  private Optional<TestSource> superclass(List<Path> roots) {
    return SUPERCLASS
        .matcher(text)
        .results()
        .findFirst()
        .flatMap(found -> find(found.group(1) + ".java", roots))
        .map(TestSource::of);
  }

  private static Optional<Path> find(String name, List<Path> roots) {
    for (Path root : roots) {
      try (Stream<Path> files = Files.walk(root)) {
        Optional<Path> found = files.filter(file -> file.endsWith(name)).findFirst();
        if (found.isPresent()) {
          return found;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Optional.empty();
  }

  /** The sentences of its exemptions. */
  List<String> exemptions() {
    List<String> sentences =
        EXEMPT.matcher(text).results().map(found -> sentence(found.group(1))).toList();
    if (sentences.size() != ANY_EXEMPT.matcher(text).results().count()) {
      throw new IllegalStateException(file + " has an @Exempt whose sentence is not a literal");
    }
    return sentences;
  }

  private static String sentence(String literals) {
    return LITERALS
        .matcher(literals)
        .results()
        .map(MatchResult::group)
        .map(literal -> literal.substring(1, literal.length() - 1).translateEscapes())
        .collect(Collectors.joining());
  }
}
