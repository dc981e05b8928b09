package dev.footfall.server.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.function.Consumer;

/** Takes one source after the other to a server. */
final class Importer {
  private final Remote to;
  private final RecordKind kind;
  private final Rejects rejects;
  private final Consumer<String> notes;

  /**
   * @param notes told what a person should know meanwhile
   */
  Importer(Remote to, RecordKind kind, Rejects rejects, Consumer<String> notes) {
    this.to = to;
    this.kind = kind;
    this.rejects = rejects;
    this.notes = notes;
  }

  /**
   * All that the source has behind where the progress stands.
   *
   * @throws BrokenOffException when it cannot go on; the progress says from where it can
   */
  void run(Source source, Progress progress) throws InterruptedException {
    try {
      if (progress.isForgotten(Instant.now())) {
        notes.accept(
            "The import of "
                + source.name()
                + " was broken off over 7 days ago: what was under way then, from number "
                + progress.position().number()
                + " to before "
                + progress.until()
                + ", is sent again and may be stored twice.");
      }
      try (Entries entries = source.open(progress.position())) {
        Window window = Window.read(entries, progress.until());
        while (window.size() > 0) {
          send(source, entries.unit(), window, progress);
          window = Window.read(entries, progress.until());
        }
      }
    } catch (IOException e) {
      throw new BrokenOffException(source.name() + " cannot be read: " + e.getMessage() + ".");
    }
  }

  private void send(Source source, String unit, Window window, Progress progress)
      throws IOException, InterruptedException {
    progress.begin(window.end(), Instant.now());
    long accepted = 0;
    for (Entry entry : window.bad()) {
      BadRecordException problem = entry.problem();
      if (problem != null) {
        rejects.add(source.name(), unit, entry.number(), problem.field(), problem.reason());
      }
    }
    for (Parcel parcel : window.parcels(kind)) {
      accepted += send(source, unit, parcel);
    }
    rejects.flush();
    progress.advance(window.end(), window.size(), accepted, window.size() - accepted);
  }

  /** How many records of it the server has. */
  private long send(Source source, String unit, Parcel parcel)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = to.post(parcel);
    JsonNode body = json(answer.body());
    if (!body.path("accepted").isIntegralNumber() || !body.path("rejected").isArray()) {
      throw new BrokenOffException(
          "The server "
              + to.url()
              + " answers with "
              + answer.statusCode()
              + ": "
              + Remote.shown(body.path("message").asText(answer.body())));
    }
    for (JsonNode rejected : body.path("rejected")) {
      rejects.add(
          source.name(),
          unit,
          parcel.entries().get(rejected.path("index").asInt()).number(),
          rejected.path("field").asText(),
          rejected.path("reason").asText());
    }
    return body.path("accepted").asLong();
  }

  private static JsonNode json(String body) {
    try {
      return Translation.JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return Translation.JSON.createObjectNode();
    }
  }
}
