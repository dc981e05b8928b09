package dev.footfall.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A module's POM with those of its parents, as far as they are in the repository. */
final class Pom {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([\\w.-]+)}");

  private final Path folder;
  private final Element root;
  private final Pom parent;

  private Pom(Path file) {
    folder = file.getParent();
    root = parse(file);
    Element named = child(root, "parent");
    parent = named == null ? null : new Pom(parentFile(file, named));
  }

  static Pom of(Path folder) {
    return new Pom(folder.resolve("pom.xml"));
  }

  private static Path parentFile(Path file, Element named) {
    Element relative = child(named, "relativePath");
    String path = relative == null ? "../pom.xml" : text(relative);
    return file.resolveSibling(path).normalize();
  }

  private static Element parse(Path file) {
    try {
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .parse(file.toFile())
          .getDocumentElement();
    } catch (IOException | ParserConfigurationException | SAXException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
  }

  String name() {
    return resolved(text(child(root, "name")));
  }

  /** Whether there is nothing to be run, but something to be inherited. */
  boolean isShared() {
    Element packaging = child(root, "packaging");
    return packaging != null && text(packaging).equals("pom");
  }

  List<String> modules() {
    Element modules = child(root, "modules");
    return children(modules, "module").stream().map(Pom::text).toList();
  }

  /** A property with all that it is made of; empty when there is none. */
  String property(String name) {
    return resolved(properties().getOrDefault(name, ""));
  }

  private Map<String, String> properties() {
    Map<String, String> all = parent == null ? new LinkedHashMap<>() : parent.properties();
    for (Element property : children(child(root, "properties"), "*")) {
      all.put(property.getTagName(), text(property));
    }
    return all;
  }

  private String resolved(String value) {
    Matcher placeholder = PLACEHOLDER.matcher(value);
    return placeholder.replaceAll(found -> Matcher.quoteReplacement(property(found.group(1))));
  }

  /** The artifacts of this project that a module brings to its tests as a user would. */
  List<String> ownArtifacts() {
    List<String> all = new ArrayList<>();
    for (Pom pom = this; pom != null; pom = pom.parent) {
      for (Element dependency : children(child(pom.root, "dependencies"), "dependency")) {
        boolean published = child(dependency, "type") == null;
        if (published && text(child(dependency, "groupId")).equals("dev.footfall")) {
          all.add(text(child(dependency, "artifactId")));
        }
      }
    }
    return all;
  }

  /** Where a module's tests are: its own folder, and those whose tests it compiles too. */
  List<Path> testRoots() {
    List<Path> all = new ArrayList<>();
    all.add(folder.resolve("src/test/java"));
    for (Pom pom = this; pom != null; pom = pom.parent) {
      var roots = pom.root.getElementsByTagName("compileSourceRoot");
      for (int i = 0; i < roots.getLength(); i++) {
        String root = text(roots.item(i)).replace("${project.basedir}", folder.toString());
        all.add(Path.of(root).normalize());
      }
    }
    return all.stream().filter(Files::isDirectory).distinct().toList();
  }

  private static String text(Node node) {
    return node.getTextContent().strip();
  }

  private static Element child(Element element, String name) {
    List<Element> all = children(element, name);
    return all.isEmpty() ? null : all.get(0);
  }

  private static List<Element> children(Element element, String name) {
    List<Element> all = new ArrayList<>();
    for (Node n = element == null ? null : element.getFirstChild();
        n != null;
        n = n.getNextSibling()) {
      if (n instanceof Element e && (name.equals("*") || e.getTagName().equals(name))) {
        all.add(e);
      }
    }
    return all;
  }
}
