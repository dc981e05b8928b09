package dev.footfall;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Answers posts at once by a script, or keeps them waiting until the test answers. */
final class FakeTransport implements Transport {

  static final String CREATED =
      "{\"message\":\"API requests logged successfully.\",\"status\":201}";

  final List<Post> posts = new ArrayList<>();
  final Deque<Consumer<Answer>> waiting = new ArrayDeque<>();
  int probes;
  int cancels;
  boolean closed;
  private Function<Post, Answer> script;

  /** Leaves each post from here on without an answer. */
  void keepWaiting() {
    script = null;
  }

  /** Answers each post from here on like this. */
  FakeTransport answering(Function<Post, Answer> script) {
    this.script = script;
    return this;
  }

  FakeTransport answering(Answer answer) {
    return answering(post -> answer);
  }

  static Answer hosted(int status, String body) {
    return new Answer(status, body, null, null, null, null, null);
  }

  static Answer hostedCreated() {
    return hosted(201, CREATED);
  }

  static Answer footfallCreated() {
    return new Answer(201, CREATED, "0.1.0", Duration.ofSeconds(5), null, null, null);
  }

  @Override
  public void send(Post post, Consumer<Answer> answered) {
    posts.add(post);
    if (script == null) {
      waiting.addLast(answered);
    } else {
      answered.accept(script.apply(post));
    }
  }

  @Override
  public void probe(Consumer<Answer> answered) {
    probes++;
    if (script == null) {
      waiting.addLast(answered);
    } else {
      answered.accept(script.apply(null));
    }
  }

  @Override
  public void cancel() {
    cancels++;
  }

  @Override
  public void close() {
    closed = true;
  }
}
