package dev.footfall.server.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserAgentsTest {
  private final UserAgents agents = new UserAgents();

  @Test
  void agents_ofToday_areToldRight() throws IOException {
    List<String> wrong = new ArrayList<>();
    List<String> lines = lines();
    for (String line : lines) {
      String[] columns = line.split("\\|", 5);
      Agent expected =
          new Agent(value(columns[0]), value(columns[1]), value(columns[2]), value(columns[3]));
      Agent told = agents.of(columns[4]);
      if (!told.equals(expected)) {
        wrong.add(told + " instead of " + line);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(lines).hasSizeGreaterThan(200);
  }

  @Test
  void answer_isTheSame_whateverCameBefore() throws IOException {
    Map<String, Agent> first = new HashMap<>();
    List<String> lines = lines();
    lines.forEach(line -> first.put(line, agents.of(line.split("\\|", 5)[4])));
    Collections.shuffle(lines, new Random(1));
    UserAgents others = new UserAgents();
    for (String line : lines) {
      assertThat(others.of(line.split("\\|", 5)[4])).isEqualTo(first.get(line));
      assertThat(others.of(line.split("\\|", 5)[4])).isEqualTo(first.get(line));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "-", "()", "\u0000\uFFFD", "2.0/1", "\uD83D\uDE00"})
  void nonsense_isUnknown(String text) {
    assertThat(agents.of(text)).isEqualTo(new Agent(null, null, null, null));
    assertThat(agents.of(null)).isEqualTo(agents.of(text));
  }

  @Test
  void longAgent_isToldByItsBeginning_andItsNameIsCut() {
    assertThat(agents.of("curl/8 " + "x".repeat(2_000)).client()).isEqualTo("curl");
    assertThat(agents.of("word " + "y".repeat(2_000)).client()).isEqualTo("word");
    assertThat(agents.of("zebra-".repeat(300)).client()).startsWith("zebra-").hasSize(64);
    assertThat(agents.of("日本語".repeat(300) + "/1").client()).startsWith("日本語").hasSize(64);
  }

  @Test
  void name_thatIsAnId_isNone() {
    assertThat(agents.of("0d7c2a54-9c1e-4f0a-8a54-d1c2b3a49f10"))
        .isEqualTo(new Agent(null, null, null, "api_client"));
  }

  @Test
  void phones_ofTheMakerCubot_areNoCrawlers() {
    Agent told =
        agents.of(
            "Mozilla/5.0 (Linux; Android 11; CUBOT KING KONG) AppleWebKit/537.36 (KHTML, like"
                + " Gecko) Chrome/120.0.0.0 Mobile Safari/537.36");
    assertThat(told).isEqualTo(new Agent("Chrome", "Android", "mobile", "browser"));
  }

  @Test
  void anyText_isTold_withinBounds() {
    String[] parts = {
      "Mozilla/5.0 (",
      "Opera/9.8 ",
      "Python/",
      "bot",
      "Spider",
      "Cubot",
      "(",
      ")",
      ";",
      "/",
      " ",
      "-",
      "v2 ",
      "1.",
      "http://",
      "://",
      "Android ",
      "Mobile",
      "Chrome/1",
      "[FB",
      "CFNetwork/",
      "\u0000",
      "\uD83D\uDE00",
      "\uD83D",
      "İ",
      "日本",
      "\t",
      "\"",
      "x".repeat(100),
      "tv",
      "ios",
      "\uFFFD"
    };
    Random random = new Random(7);
    for (int round = 0; round < 3_000; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(30);
      for (int i = 0; i < length; i++) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      Agent agent = agents.of(text.toString());
      if (agent.client() != null) {
        assertThat(agent.client()).as(text.toString()).isNotBlank().hasSizeLessThanOrEqualTo(64);
      }
    }
  }

  private static String value(String column) {
    return column.equals("-") ? null : column;
  }

  private static List<String> lines() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                UserAgentsTest.class.getResourceAsStream("agents.txt"), StandardCharsets.UTF_8))) {
      return new ArrayList<>(
          reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList());
    }
  }
}
