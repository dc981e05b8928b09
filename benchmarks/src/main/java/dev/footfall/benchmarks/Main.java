package dev.footfall.benchmarks;

import java.util.Locale;

/** Runs all benchmarks of the library and prints one table. */
public final class Main {

  private Main() {}

  /** Takes the size: {@code smoke}, {@code small} or {@code full}. */
  public static void main(String[] args) throws Exception {
    Size size = args.length == 0 ? Size.SMALL : Size.valueOf(args[0].toUpperCase(Locale.ROOT));
    System.out.printf(
        "Footfall's benchmarks, size %s: %s.%n", size.name().toLowerCase(Locale.ROOT), size.takes);
    System.out.println(run(size));
  }

  static Table run(Size size) throws Exception {
    Table table = new Table("", "Footfall", "to reach", "floor", "Brave", "Spring");
    new RequestPathReport(size).addTo(table);
    new EncodeReport(size).addTo(table);
    new HelloWorldReport(size).addTo(table);
    return table;
  }
}
