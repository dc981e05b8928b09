package dev.footfall;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/**
 * A case of {@link AdapterContract} that does not hold on a line as it stands. The override shows
 * what holds instead, and runs as a test; it is empty where the line has no such thing at all.
 * README lists all of them with their reasons.
 */
@Test
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Exempt {
  /** Why, as one sentence for README. */
  String value();
}
