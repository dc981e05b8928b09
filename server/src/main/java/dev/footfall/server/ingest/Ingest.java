package dev.footfall.server.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.footfall.server.enrich.Locator;
import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.store.ApiKey;
import dev.footfall.server.store.Batch;
import dev.footfall.server.store.Caller;
import dev.footfall.server.store.Change;
import dev.footfall.server.store.Credential;
import dev.footfall.server.store.Key;
import dev.footfall.server.store.Micros;
import dev.footfall.server.store.ProjectSettings;
import dev.footfall.server.store.RequestRow;
import dev.footfall.server.store.Scope;
import dev.footfall.server.store.Store;
import dev.footfall.server.store.Stored;
import java.io.CharConversionException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Takes posts in: decode, check each record, hand over to the writer, answer. Thread-safe. */
public final class Ingest implements AutoCloseable {
  /** Far above what is kept, so that a record with an odd value is refused alone. */
  private static final int MAX_NESTING = 500;

  /** Below the number of the server's threads. */
  private static final int MAX_BODIES = 150;

  private static final int MAX_WAITING_RECORDS = 200_000;
  private static final int REDERIVED_AT_ONCE = 2_048;
  private static final long MAX_WAITING_BYTES = 64_000_000;
  private static final Duration RETRY_EVERY = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final JsonFactory factory =
      JsonFactory.builder()
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_NESTING)
                  .maxNumberLength(PostBody.MAX_BYTES)
                  .build())
          .build();
  private final Admission admission = new Admission(MAX_WAITING_BYTES, MAX_BODIES);
  private final Store store;
  private final boolean acceptAnyKey;
  private final Derivation derivation;
  private final Clock clock;
  private final Writer writer;
  private final Rederivation rederivation;
  private final IngestCounts counts;

  public Ingest(Store store, boolean acceptAnyKey, Locator locator, Clock clock) {
    this.store = store;
    this.acceptAnyKey = acceptAnyKey;
    this.derivation = new Derivation(locator);
    this.clock = clock;
    this.writer = new Writer(store, MAX_WAITING_RECORDS, RETRY_EVERY);
    this.rederivation = new Rederivation(store, derivation, REDERIVED_AT_ONCE);
    this.counts = new IngestCounts(admission, writer, rederivation);
  }

  /**
   * Stores a post. When this returns, what the receipt counts as accepted is synced to disk.
   *
   * @param encoding the Content-Encoding, if there is one
   * @param idempotencyKey the batch's id, if it has one
   * @param keyCheck told of a known key's hash as soon as it is read; refuses by throwing
   * @throws Refusal when nothing of it is stored
   */
  public Receipt accept(
      PostKind kind,
      InputStream raw,
      @Nullable String encoding,
      @Nullable String idempotencyKey,
      Consumer<String> keyCheck) {
    UUID id = idempotencyKey == null ? null : batchId(idempotencyKey);
    Instant now = clock.instant();
    try (PostBody body = PostBody.open(raw, encoding, admission);
        JsonParser json = factory.createParser(body)) {
      Post post = read(json, kind, now, keyCheck);
      boolean empty = post.size() == 0;
      boolean lost = post.rejections().count() > 0 || !post.dropped().isEmpty();
      if (empty && (!lost || writer(post.credential(), now) == null)) {
        return refusedAll(kind, post);
      }
      // Nothing of it is stored: once it is mended it may come under the same id.
      UUID remembered = empty && post.dropped().isEmpty() ? null : id;
      Batch batch = batch(kind, post, remembered, now);
      Stored stored = await(writer.submit(batch));
      deriveAgainUnlessAsNow(batch);
      if (stored.keyGone()) {
        throw unknownKey();
      }
      if (empty) {
        return refusedAll(kind, post);
      }
      Receipt receipt =
          new Receipt(
              stored.accepted(), stored.rejected(), post.rejections().listed(), stored.repeated());
      if (stored.repeated()) {
        counts.repeated(kind);
      } else {
        counts.add(kind, receipt, post.rejections());
      }
      return receipt;
    } catch (JsonProcessingException e) {
      throw Refusal.badRequest("The body is not readable JSON: " + firstLine(e), null);
    } catch (CharConversionException e) {
      throw Refusal.badRequest("The body is not readable as UTF-8.", null);
    } catch (ZipException | EOFException e) {
      throw Refusal.badRequest("The body is damaged or ends early.", null);
    } catch (IOException e) {
      throw Refusal.badRequest("The body could not be read to its end.", null);
    }
  }

  /** Templates that were changed meanwhile may have been through before this was stored. */
  private void deriveAgainUnlessAsNow(Batch batch) {
    Integer now = store.settings(batch.key().projectId()).templatesRevision();
    if (!Objects.equals(batch.templatesRevision(), now)) {
      rederivation.wake();
    }
  }

  private Receipt refusedAll(PostKind kind, Post post) {
    Receipt receipt = refuseAll(kind, post.rejections());
    counts.add(kind, receipt, post.rejections());
    return receipt;
  }

  private Post read(JsonParser json, PostKind kind, Instant now, Consumer<String> keyCheck)
      throws IOException {
    admission.beginReading();
    try {
      return new PostReader(
              json,
              kind,
              Micros.of(now),
              credential -> {
                writer(credential, now);
                keyCheck.accept(credential.hash());
              })
          .read();
    } finally {
      admission.endReading();
    }
  }

  /** Brings what is stored to the present templates, in the background. */
  public void deriveAgain() {
    rederivation.wake();
  }

  /** How many stored requests of a project are still to be brought to its templates. */
  public long outdated(int projectId) throws IOException {
    return rederivation.left(projectId);
  }

  /** What came in. */
  public IngestCounts counts() {
    return counts;
  }

  /** Why nothing can be stored at present, or null when all is well. */
  public @Nullable String trouble() {
    return writer.trouble();
  }

  /** Ends once all that was handed over is stored. */
  @Override
  public void close() {
    rederivation.close();
    writer.close();
  }

  private static Receipt refuseAll(PostKind kind, Rejections rejections) {
    if (rejections.count() == 0) {
      throw Refusal.badRequest(kind.empty(), kind.field());
    }
    return new Receipt(0, rejections.count(), rejections.listed(), false);
  }

  private Batch batch(PostKind kind, Post post, @Nullable UUID id, Instant now) {
    Key key = writer(post.credential(), now);
    if (key == null) {
      key = newProject(post.credential(), now);
    }
    ProjectSettings settings = store.settings(key.projectId());
    List<RequestRow> requests = new ArrayList<>(post.requests().size());
    for (RequestDraft draft : post.requests()) {
      requests.add(draft.finish(post.origin().privacyLevel(), settings.rules(), derivation));
    }
    return new Batch(
        key,
        kind.field(),
        id,
        Micros.of(now),
        post.origin(),
        requests,
        post.events(),
        post.dropped(),
        post.routes(),
        post.rejections().counts(),
        settings.templatesRevision());
  }

  /** Only a key is: a token that is not known was refused. */
  private Key newProject(Credential credential, Instant now) {
    ApiKey key = (ApiKey) credential;
    return store.createProject(Change.ANYBODY, key.hash(), key.shareHash(), now);
  }

  /** The key to store posts under; null when it is yet to be made. Refuses who may not write. */
  private @Nullable Key writer(Credential credential, Instant now) {
    Caller caller = store.caller(credential.hash());
    if (caller == null) {
      if (acceptAnyKey && credential instanceof ApiKey) {
        return null;
      }
      throw unknownKey();
    }
    String ended = caller.ended(now);
    if (ended != null) {
      throw new Refusal(401, ended, "api_key");
    }
    if (!caller.scope().includes(Scope.WRITE)) {
      throw new Refusal(403, caller.scope().refusal(Scope.WRITE), "api_key");
    }
    return caller.key();
  }

  private static Refusal unknownKey() {
    return new Refusal(
        401,
        "This key is not known here. Make one on the start page or with POST /api/generate, or"
            + " start the server with --accept-any-key.",
        "api_key");
  }

  private static UUID batchId(String text) {
    if (ApiKey.parse(text) == null) {
      throw Refusal.badRequest("Idempotency-Key must be a UUID.", "Idempotency-Key");
    }
    return UUID.fromString(text);
  }

  private static Stored await(CompletableFuture<Stored> outcome) {
    try {
      return outcome.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw Refusal.unavailable("The disk takes too long. Send it again later.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.unavailable("The server is stopping. Send it again later.");
    }
  }

  private static String firstLine(JsonProcessingException e) {
    String message = String.valueOf(e.getOriginalMessage());
    return Text.fit(message.lines().findFirst().orElse("it ends early"));
  }
}
