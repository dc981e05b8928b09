package dev.footfall.server.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Another Footfall server's exports and logs, which have all fields; up to the newest record at the
 * time, so that an end is reached also where the records go to the project they come from.
 */
final class FootfallSource implements Source {
  private static final int REQUESTS = 10_000;
  private static final int EVENTS = 1_000;

  private final Remote from;
  private final Translation translation;

  FootfallSource(Remote from, Translation translation) {
    this.from = from;
    this.translation = translation;
  }

  @Override
  public String name() {
    return from.url();
  }

  @Override
  public Identity identity(long bytes) {
    String all = translation.kind().list() + " " + from.url() + " " + from.keyHash();
    return new Identity(0, FileSource.hash(all.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public Entries open(Position position) throws IOException, InterruptedException {
    long newest = newest();
    return new Pages(position, next -> new Part(Page.get(from, path(next.offset())), next, newest));
  }

  private String path(long after) {
    return translation.kind() == RecordKind.REQUESTS
        ? "/api/v1/exports/requests?format=ndjson&limit=" + REQUESTS + "&starting_after=" + after
        : "/api/v1/logs/events?limit=" + EVENTS + "&starting_after=" + after;
  }

  private long newest() throws IOException, InterruptedException {
    String log = "/api/v1/logs/" + translation.kind().list() + "?limit=1";
    try (InputStream page = Page.get(from, log)) {
      return Translation.JSON.readTree(page).path("data").path(0).path("id").asLong();
    }
  }

  /** What one call gives. */
  private final class Part implements Entries {
    private final InputStream in;
    private final Iterator<JsonNode> records;
    private final long newest;
    private Position position;

    Part(InputStream in, Position begin, long newest) throws IOException {
      this.in = in;
      this.position = begin;
      this.newest = newest;
      this.records =
          translation.kind() == RecordKind.REQUESTS
              ? Translation.JSON.readerFor(JsonNode.class).readValues(in)
              : Translation.JSON.readTree(in).path("data").iterator();
    }

    @Override
    public @Nullable Entry next() throws IOException {
      try {
        JsonNode record = records.hasNext() ? records.next() : null;
        if (record == null || record.path("id").asLong() > newest) {
          return null;
        }
        long number = position.number();
        position = new Position(record.path("id").asLong(), number + 1);
        return translation.entry(number, record);
      } catch (RuntimeException e) {
        if (e.getCause() instanceof IOException cause) {
          throw cause;
        }
        throw e;
      }
    }

    @Override
    public String unit() {
      return "record";
    }

    @Override
    public Position position() {
      return position;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
