package dev.footfall.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.Config;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What editors show of the properties: all settings, each described, with the client's defaults.
 */
class PropertyMetadataTest {

  private static final Pattern ROW = Pattern.compile("\\| (`[^|]*`) \\| ([^|]*) \\| [^|]* \\|");
  private static final Pattern CODE = Pattern.compile("`([^`]*)`");

  private final Map<String, JsonNode> properties = read();

  private static Map<String, JsonNode> read() {
    try (InputStream file =
        FootfallProperties.class.getResourceAsStream(
            "/META-INF/spring-configuration-metadata.json")) {
      JsonNode metadata = new ObjectMapper().readTree(Objects.requireNonNull(file));
      Map<String, JsonNode> properties = new HashMap<>();
      metadata.get("properties").forEach(each -> properties.put(each.get("name").asText(), each));
      return properties;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String property(String setting) {
    return "footfall." + setting.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** The settings' defaults as README's table shows them. */
  private static Map<String, String> readme() throws IOException {
    Map<String, String> defaults = new HashMap<>();
    String text = Files.readString(Path.of("..", "README.md"));
    String table = text.substring(text.indexOf("### Settings"), text.indexOf("Only in code:"));
    for (Matcher row = ROW.matcher(table); row.find(); ) {
      for (Matcher name = CODE.matcher(row.group(1)); name.find(); ) {
        defaults.put(name.group(1), row.group(2));
      }
    }
    return defaults;
  }

  @Test
  void properties_areTheSettingsAndTheKey() throws IOException {
    Set<String> expected = new TreeSet<>(Set.of("footfall.api-key"));
    readme().keySet().forEach(setting -> expected.add(property(setting)));

    Set<String> own = new TreeSet<>(properties.keySet());
    own.removeIf(name -> !name.startsWith("footfall."));
    assertThat(own).isEqualTo(expected).hasSize(25);
  }

  @Test
  void properties_areAllDescribed() {
    assertThat(properties.values())
        .allSatisfy(each -> assertThat(each.path("description").asText()).endsWith("."));
  }

  @Test
  void defaults_areReadmes() throws IOException {
    Map<String, String> readme = readme();
    for (String setting :
        List.of(
            "serverUrl",
            "sampleRate",
            "clientIpHeaders",
            "maxQueued",
            "maxBatch",
            "maxAge",
            "dropOldest",
            "shutdownTimeout",
            "include",
            "enabled")) {
      JsonNode shown = properties.get(property(setting)).get("defaultValue");
      assertThat(shown).as(setting).isNotNull();
      Set<String> values = new TreeSet<>();
      if (shown.isArray()) {
        shown.forEach(each -> values.add(each.asText()));
      } else {
        values.add(shown.asText());
      }
      Set<String> told = new TreeSet<>();
      for (Matcher value = CODE.matcher(readme.get(setting)); value.find(); ) {
        told.add(value.group(1));
      }
      assertThat(values).as(setting).isEqualTo(told);
    }
  }

  @Test
  void defaults_areTheClients() {
    Map<String, String> client = ConfigFields.all(Config.builder("key").build());

    assertThat(properties.get("footfall.max-buffered-bytes").get("defaultValue").asText())
        .isEqualTo(client.get("maxBufferedBytes") + "B");
    assertThat(properties.get("footfall.max-spool-bytes").get("defaultValue").asText())
        .isEqualTo(client.get("maxSpoolBytes") + "B");
    assertThat(properties.get("footfall.max-queued").get("defaultValue").asText())
        .isEqualTo(client.get("maxQueued"));
    assertThat(properties.get("footfall.privacy-level").get("defaultValue").asText())
        .isEqualToIgnoringCase(client.get("privacyLevel"));
  }
}
