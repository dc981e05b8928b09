package dev.footfall.benchmarks;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection that asks the server about the records of a key, as the dashboard does. */
final class QueryConnection implements AutoCloseable {

  private static final Pattern FIRST_FIGURE = Pattern.compile("\"rows\":\\[\\[(\\d+)");

  private final HttpConnection connection;
  private final String headers;

  QueryConnection(int port, String key) throws IOException {
    connection = new HttpConnection(port);
    headers = "X-AUTH-TOKEN: " + key + "\r\n";
  }

  /** What came of a question. */
  record Outcome(double millis, HttpConnection.Answer answer) {

    boolean isGood() {
      return answer.status() == 200;
    }

    /** Whether the answer says of a figure that it is not exact. */
    boolean isEstimated() {
      return answer.body().contains("\"exact\":false");
    }

    String status() {
      return "answers " + answer.status();
    }

    /** The figure of an answer that has but one. */
    long firstFigure() {
      Matcher figure = FIRST_FIGURE.matcher(answer.body());
      if (!figure.find()) {
        throw new IllegalStateException("no figure in " + answer.body());
      }
      return Long.parseLong(figure.group(1));
    }
  }

  Outcome query(String body) throws IOException {
    byte[] bytes = JsonBytes.utf8(body);
    long start = System.nanoTime();
    return outcome(start, connection.post("/api/v1/query", headers, bytes, bytes.length));
  }

  Outcome get(String path) throws IOException {
    long start = System.nanoTime();
    return outcome(start, connection.get(path, headers));
  }

  private static Outcome outcome(long start, HttpConnection.Answer answer) {
    return new Outcome((System.nanoTime() - start) / 1e6, answer);
  }

  /** Asks how many records there are. */
  Outcome count() throws IOException {
    return query("{\"metrics\":[\"requests\"],\"dimensions\":[]}");
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
