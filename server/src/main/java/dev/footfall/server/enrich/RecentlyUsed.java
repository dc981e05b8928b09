package dev.footfall.server.enrich;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Values by text, those used lately: two generations, of which the older is let go when the younger
 * is full. What is used in the meantime moves to the younger. No look-up waits for another.
 */
final class RecentlyUsed<V> {
  private final int maxEntries;
  private final long maxChars;
  private volatile Generations<V> now = new Generations<>(new Generation<>(), new Generation<>());

  private record Generations<V>(Generation<V> young, Generation<V> old) {}

  private static final class Generation<V> {
    final ConcurrentMap<String, V> values = new ConcurrentHashMap<>();
    final AtomicLong entries = new AtomicLong();
    final AtomicLong chars = new AtomicLong();
  }

  /** Bounds of both generations together. */
  RecentlyUsed(int maxEntries, int maxChars) {
    this.maxEntries = maxEntries / 2;
    this.maxChars = maxChars / 2;
  }

  @Nullable V get(String text) {
    Generations<V> generations = now;
    V value = generations.young.values.get(text);
    if (value == null) {
      value = generations.old.values.get(text);
      if (value != null) {
        put(text, value);
      }
    }
    return value;
  }

  void put(String text, V value) {
    Generation<V> young = now.young;
    if (young.values.putIfAbsent(text, value) == null) {
      long entries = young.entries.incrementAndGet();
      long chars = young.chars.addAndGet(text.length());
      if (entries >= maxEntries || chars >= maxChars) {
        retire(young);
      }
    }
  }

  /** How many texts are held. */
  int size() {
    Generations<V> generations = now;
    return generations.young.values.size() + generations.old.values.size();
  }

  private synchronized void retire(Generation<V> full) {
    if (now.young == full) {
      now = new Generations<>(new Generation<>(), full);
    }
  }
}
