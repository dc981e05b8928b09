package dev.footfall.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line of a container or framework that the contract is proved on.
 *
 * @param name {@code Tomcat 11.0}
 * @param version the exact one that its tests find themselves running on
 * @param runsOn the Servlet API or the servers
 * @param adapter the artifact that is tested
 * @param exemptions the sentences of its contract tests
 */
record Line(String name, String version, String runsOn, String adapter, Set<String> exemptions) {

  private static final String PREFIX = "Footfall contract tests: ";

  /** The line of a module below {@code contract-tests}. */
  static Line of(Path repository, Path module) {
    Pom pom = Pom.of(module);
    if (!pom.name().startsWith(PREFIX)) {
      throw new IllegalStateException(module + " has not a name like " + PREFIX + "…");
    }
    String version = pom.property("contract.version");
    if (version.isEmpty() || version.contains("${")) {
      throw new IllegalStateException(module + " pins no contract.version but " + version);
    }
    List<Path> tests = tests(module, pom, "ContractTest.java");
    tests(module, pom, "MutantsTest.java");
    String[] title = pom.name().substring(PREFIX.length()).split(", ", 2);
    return new Line(
        title[0],
        version,
        title.length > 1 ? title[1] : servers(tests),
        adapter(pom),
        exemptions(repository, pom, tests));
  }

  /** Two lines of a container may differ in their Servlet API alone. */
  String title() {
    return runsOn.startsWith("Servlet ") ? name + ", " + runsOn : name;
  }

  private static String adapter(Pom pom) {
    List<String> adapters =
        pom.ownArtifacts().stream().filter(artifact -> !artifact.equals("footfall-core")).toList();
    if (adapters.size() != 1) {
      throw new IllegalStateException(pom.name() + " does not test one adapter but " + adapters);
    }
    return adapters.get(0);
  }

  private static List<Path> tests(Path module, Pom pom, String suffix) {
    List<Path> tests = new ArrayList<>();
    for (Path root : pom.testRoots()) {
      try (Stream<Path> files = Files.walk(root)) {
        files.filter(file -> file.toString().endsWith(suffix)).forEach(tests::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    if (tests.isEmpty()) {
      throw new IllegalStateException(module + " has no …" + suffix);
    }
    tests.sort(null);
    return tests;
  }

  /** {@code TomcatMvcContractTest} runs on Tomcat, {@code NettyFluxContractTest} on WebFlux. */
  private static String servers(List<Path> tests) {
    return tests.stream()
        .map(test -> test.getFileName().toString().replace("ContractTest.java", ""))
        .map(server -> server.replaceAll("Mvc$", "").replaceAll("^(.+)Flux$", "WebFlux on $1"))
        .map(server -> server.equals("War") ? "as a WAR" : server)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static Set<String> exemptions(Path repository, Pom pom, List<Path> tests) {
    List<Path> roots = new ArrayList<>(pom.testRoots());
    // what the adapters' test-jars share with the lines
    roots.add(repository.resolve("servlet-filter/src/test/java"));
    Set<String> sentences = new LinkedHashSet<>();
    tests.forEach(
        test ->
            TestSource.of(test)
                .lineage(roots)
                .forEach(source -> sentences.addAll(source.exemptions())));
    return sentences;
  }
}
