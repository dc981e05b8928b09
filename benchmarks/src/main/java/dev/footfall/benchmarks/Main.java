package dev.footfall.benchmarks;

import java.util.Locale;

/** Runs the benchmarks and prints their tables. */
public final class Main {

  private Main() {}

  /**
   * Takes the size: {@code smoke}, {@code small} or {@code full}; and the report: {@code cost},
   * {@code startup}, {@code outage}, {@code server-start}, {@code server}, {@code page}, {@code
   * soak} or {@code all}; and how many records the server stores, if not what the size says.
   */
  public static void main(String[] args) throws Exception {
    Size size = args.length < 1 ? Size.SMALL : Size.valueOf(args[0].toUpperCase(Locale.ROOT));
    System.out.printf(
        "Footfall's benchmarks, size %s: %s.%n", size.name().toLowerCase(Locale.ROOT), size.takes);
    for (Report report : Report.named(args.length < 2 ? "all" : args[1])) {
      System.out.println(report.run(size, args.length < 3 ? "" : args[2]));
    }
  }

  static Table cost(Size size) throws Exception {
    Table table = new Table("", "Footfall", "to reach", "floor", "Brave", "Spring");
    new RequestPathReport(size).addTo(table);
    new EncodeReport(size).addTo(table);
    new HelloWorldReport(size).addTo(table);
    return table;
  }
}
