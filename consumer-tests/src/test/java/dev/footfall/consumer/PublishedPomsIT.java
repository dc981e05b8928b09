package dev.footfall.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Node;

/** What was installed for the applications is what would be published. */
class PublishedPomsIT {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "footfall-bom",
        "footfall-core",
        "footfall-servlet-filter",
        "footfall-spring-boot-starter",
        "footfall-javalin"
      })
  void pom_needsNoParent(String artifact) throws Exception {
    String version = System.getProperty("footfall.version");
    Path pom =
        Path.of(System.getProperty("footfall.consumer.repository"), "dev", "footfall", artifact)
            .resolve(version)
            .resolve(artifact + "-" + version + ".pom");

    Document document =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());

    List<String> elements = new ArrayList<>();
    Node child = document.getDocumentElement().getFirstChild();
    for (; child != null; child = child.getNextSibling()) {
      elements.add(child.getNodeName());
    }
    assertThat(elements)
        .contains("groupId", "version", "licenses")
        .doesNotContain("parent", "properties", "build");
  }
}
