package dev.footfall.server.transfer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The pages of {@code GET /api/data}: what the hosted service gives of a key's requests. */
final class DataSource implements Source {
  private static final int PAGE_RECORDS = 50_000;

  private final Remote from;
  private final Translation translation;

  DataSource(Remote from, Translation translation) {
    this.from = from;
    this.translation = translation;
  }

  @Override
  public String name() {
    return from.url();
  }

  @Override
  public Identity identity(long bytes) {
    String all = "data " + from.url() + " " + from.keyHash();
    return new Identity(0, FileSource.hash(all.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public Entries open(Position position) {
    return new Pages(position, next -> page(next, next.equals(position)));
  }

  private Entries page(Position begin, boolean isFirst) throws IOException, InterruptedException {
    long before = begin.number() - 1;
    long page = before / PAGE_RECORDS + 1;
    boolean isShort = before % PAGE_RECORDS != 0 && !isFirst;
    ArrayEntries entries =
        new ArrayEntries(
            Page.get(from, "/api/data?page=" + (isShort ? page + 1 : page)),
            translation,
            (page - 1) * PAGE_RECORDS + 1);
    if (!isShort) {
      entries.skip(before % PAGE_RECORDS);
    } else if (entries.next() != null) {
      entries.close();
      throw new BrokenOffException(
          from.url()
              + " has pages of other than "
              + PAGE_RECORDS
              + " records: which is not known.");
    }
    return entries;
  }
}
