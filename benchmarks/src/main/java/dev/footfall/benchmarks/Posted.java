package dev.footfall.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The posts that were acknowledged, and when; used by one thread. */
final class Posted {

  private final long start;
  private final List<Acknowledged> posts = new ArrayList<>();
  private Tally tally = Tally.NONE;
  private int busy;

  Posted(long start) {
    this.start = start;
  }

  private record Acknowledged(long sent, long answered, long records) {}

  void add(long sent, long answered, Tally post) {
    posts.add(new Acknowledged(sent, answered, post.records()));
    tally = tally.plus(post);
  }

  void add(Posted other) {
    posts.addAll(other.posts);
    posts.sort(Comparator.comparingLong(Acknowledged::answered));
    tally = tally.plus(other.tally);
    busy += other.busy;
  }

  /** Notes an answer that there is no room at present. */
  void addBusy() {
    busy++;
  }

  int busy() {
    return busy;
  }

  int count() {
    return posts.size();
  }

  Tally tally() {
    return tally;
  }

  double seconds() {
    return seconds(0, posts.size());
  }

  /** Records acknowledged a second. */
  double perSecond() {
    return tally.records() / seconds();
  }

  /** Records a second, from the answer to one post on to that of another. */
  double perSecond(int from, int to) {
    long records = posts.subList(from, to).stream().mapToLong(Acknowledged::records).sum();
    return records / seconds(from, to);
  }

  private double seconds(int from, int to) {
    long begin = from == 0 ? start : posts.get(from - 1).answered;
    return (posts.get(to - 1).answered - begin) / 1e9;
  }

  Latencies latencies(int from, int to) {
    return Latencies.of(
        List.of(posts.subList(from, to).stream().mapToLong(p -> p.answered - p.sent).toArray()));
  }

  Latencies latencies() {
    return latencies(0, posts.size());
  }
}
