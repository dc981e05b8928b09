package dev.footfall.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Figures with what is aimed at, for one number of stored records. */
final class ServerFigures {

  private final String title;
  private final List<Figure> figures = new ArrayList<>();

  ServerFigures(String title) {
    this.title = title;
  }

  private record Figure(String name, String value, String aim) {}

  void add(String name, String value, String aim) {
    figures.add(new Figure(name, value, aim));
  }

  void add(String name, double value, String aim) {
    add(name, Table.figure(value), aim);
  }

  void add(String name, double value) {
    add(name, value, "");
  }

  void add(String name, long count, String aim) {
    add(name, "%,d".formatted(count), aim);
  }

  /** All of them side by side. */
  static Table table(List<ServerFigures> all) {
    List<String> columns = new ArrayList<>(List.of(""));
    Set<String> names = new LinkedHashSet<>();
    for (ServerFigures figures : all) {
      columns.add(figures.title);
      columns.add("aim");
      figures.figures.forEach(figure -> names.add(figure.name));
    }
    Table table = new Table(columns.toArray(String[]::new));
    for (String name : names) {
      List<String> cells = new ArrayList<>(List.of(name));
      for (ServerFigures figures : all) {
        Figure figure = figures.named(name);
        cells.add(figure.value);
        cells.add(figure.aim);
      }
      table.add(cells.toArray(String[]::new));
    }
    return table;
  }

  private Figure named(String name) {
    return figures.stream()
        .filter(figure -> Objects.equals(figure.name, name))
        .findFirst()
        .orElse(new Figure(name, "", ""));
  }
}
