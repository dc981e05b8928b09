package dev.footfall.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import jakarta.annotation.PostConstruct;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.zip.ZipFile;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the published jars tell native-image: all that is needed, nothing else, in its format. */
class NativeImageIT {

  private static final Path METADATA =
      Path.of(
          "../core/src/main/resources/META-INF/native-image/dev.footfall/footfall-core",
          "reachability-metadata.json");

  /** Whose accesses are the library's to declare. */
  private static final List<String> LIBRARIES =
      List.of(
          "dev.footfall.",
          "okhttp3.",
          "okio.",
          "kotlin.",
          "com.fasterxml.jackson.core.",
          "org.jctools.",
          "org.slf4j.");

  @Test
  void everyAccessIsDeclared_andEveryDeclarationOfOursIsAccessed(@TempDir Path directory)
      throws Exception {
    List<String> jars = jars("footfall-servlet-filter");
    List<NativeImageMetadata.Entry> ours = new ArrayList<>();
    List<NativeImageMetadata.Entry> all = new ArrayList<>();
    for (String jar : jars) {
      List<NativeImageMetadata.Entry> entries = NativeImageMetadata.in(Path.of(jar));
      all.addAll(entries);
      if (Path.of(jar).getFileName().toString().startsWith("footfall-")) {
        ours.addAll(entries);
      }
    }

    Set<Access> accesses = trace(jars, directory);

    accesses.forEach(System.out::println);
    assertThat(accesses)
        .isNotEmpty()
        .allMatch(access -> all.stream().anyMatch(entry -> entry.covers(access)), "declared");
    assertThat(ours)
        .isNotEmpty()
        .allMatch(entry -> accesses.stream().anyMatch(entry::covers), "accessed");
  }

  /** The adapters for frameworks are not traced: their frameworks would be, for the most part. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "footfall-core",
        "footfall-servlet-filter",
        "footfall-spring-boot-starter",
        "footfall-javalin"
      })
  void code_callsNoReflectiveMethod(String artifact) throws Exception {
    String jar = jars(artifact).get(0);
    List<String> command = new ArrayList<>(List.of("-c", "-p", "-cp", jar));
    try (JarFile file = new JarFile(jar)) {
      file.stream()
          .map(JarEntry::getName)
          .filter(name -> name.startsWith("dev/footfall/") && name.endsWith(".class"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .forEach(command::add);
    }
    StringWriter code = new StringWriter();

    ToolProvider.findFirst("javap")
        .orElseThrow()
        .run(new PrintWriter(code), new PrintWriter(code), command.toArray(String[]::new));

    assertThat(code.toString()).contains("invokevirtual");
    assertThat(code.toString().lines().filter(ReflectionTrace::isCall)).isEmpty();
  }

  @Test
  void metadata_keepsToGraalVmsSchema() throws Exception {
    List<Error> errors = schema().validate(Files.readString(METADATA), InputFormat.JSON);

    assertThat(errors).isEmpty();
  }

  @Test
  void schema_refusesWhatTheFormatDoesNotKnow() throws Exception {
    String misspelt = Files.readString(METADATA).replaceFirst("\"fields\"", "\"field\"");

    assertThat(schema().validate(misspelt, InputFormat.JSON)).isNotEmpty();
  }

  private static Set<Access> trace(List<String> jars, Path directory) throws Exception {
    String key = directory.resolve("key.p12").toString();
    generateKey(key);
    return new ReflectionTrace(
            name ->
                LIBRARIES.stream().anyMatch(name::startsWith)
                    && !name.startsWith("dev.footfall.consumer."))
        .run(
            String.join(
                File.pathSeparator,
                String.join(File.pathSeparator, jars),
                jarOf(Tomcat.class),
                jarOf(PostConstruct.class),
                "target/classes",
                "target/test-classes"),
            List.of(
                "-Dtraced.directory=" + directory,
                "-Djavax.net.ssl.keyStore=" + key,
                "-Djavax.net.ssl.keyStorePassword=password",
                "-Djavax.net.ssl.trustStore=" + key,
                "-Djavax.net.ssl.trustStorePassword=password"),
            TracedApplication.class,
            Path.of("target/traced-application.txt"));
  }

  private static List<String> jars(String artifact) throws IOException {
    String classpath = Files.readString(Path.of("target/it/jars", artifact, "target/classpath"));
    return List.of(classpath.strip().split(File.pathSeparator));
  }

  private static void generateKey(String file) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(
        List.of(
            ("-genkeypair -alias key -keyalg EC -dname CN=127.0.0.1 -ext san=ip:127.0.0.1"
                    + " -storetype PKCS12 -storepass password -keystore")
                .split(" ")));
    command.add(file);
    Process keytool = new ProcessBuilder(command).start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  private static String jarOf(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  private static Schema schema() throws Exception {
    try (ZipFile zip = new ZipFile(System.getProperty("footfall.graalvm.metadata"));
        InputStream in =
            zip.getInputStream(zip.getEntry("schemas/reachability-metadata-schema-v1.2.0.json"))) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
          .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
    }
  }
}
