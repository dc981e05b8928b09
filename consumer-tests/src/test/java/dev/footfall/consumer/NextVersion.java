package dev.footfall.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.maven.shared.invoker.DefaultInvocationRequest;
import org.apache.maven.shared.invoker.DefaultInvoker;
import org.apache.maven.shared.invoker.InvocationRequest;
import org.apache.maven.shared.invoker.MavenInvocationException;

/** A copy of core under a version that follows, built with the parent that was installed. */
final class NextVersion {

  record Outcome(int exitCode, String log) {}

  private static final String VERSION = System.getProperty("footfall.version");

  /** They name the repository of the build around, which has all that is needed. */
  private static final File SETTINGS = new File("target/it/interpolated-settings.xml");

  private final Path project;
  private final Path sources;
  private String baseline = VERSION;

  NextVersion(Path project) throws IOException {
    this.project = project;
    sources = project.resolve("src/main/java/dev/footfall");
    Path real = Path.of("../core/src/main/java");
    try (Stream<Path> files = Files.walk(real).filter(Files::isRegularFile)) {
      for (Path file : files.toList()) {
        Path copy = project.resolve("src/main/java").resolve(real.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    String pom = Files.readString(Path.of("src/test/resources/next-version.xml"));
    Files.writeString(project.resolve("pom.xml"), pom.replace("@project.version@", VERSION));
  }

  /** Compares with this version instead of the one that was installed. */
  NextVersion baseline(String version) {
    baseline = version;
    return this;
  }

  void edit(String className, String before, String after) throws IOException {
    Path file = sources.resolve(className + ".java");
    String text = Files.readString(file);
    assertThat(text).containsOnlyOnce(before);
    Files.writeString(file, text.replace(before, after));
  }

  void renameClass(String before, String after) throws IOException {
    Files.move(sources.resolve(before + ".java"), sources.resolve(after + ".java"));
    try (Stream<Path> files = Files.list(sources)) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        Files.writeString(file, text.replaceAll("\\b" + before + "\\b", after));
      }
    }
  }

  Outcome verify() throws MavenInvocationException {
    Properties properties = new Properties();
    properties.setProperty("footfall.api.baseline", baseline);
    properties.setProperty("aether.offline.protocols", "file");
    StringBuffer log = new StringBuffer();
    InvocationRequest request =
        new DefaultInvocationRequest()
            .setBaseDirectory(project.toFile())
            .addArg("verify")
            .setBatchMode(true)
            .setNoTransferProgress(true)
            .setOffline(true)
            .setUserSettingsFile(SETTINGS)
            .setGlobalSettingsFile(SETTINGS)
            .setLocalRepositoryDirectory(
                new File(System.getProperty("footfall.consumer.repository")))
            .setMavenHome(new File(System.getProperty("footfall.maven.home")))
            .setProperties(properties)
            .setOutputHandler(line -> log.append(line).append('\n'));
    request.setTimeoutInSeconds(300);
    int exitCode = new DefaultInvoker().execute(request).getExitCode();
    return new Outcome(exitCode, log.toString());
  }
}
