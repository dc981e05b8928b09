package dev.footfall;

import java.util.Objects;

/** The release of this library, as the jar's manifest names it. */
final class Version {

  static final String TEXT =
      Objects.requireNonNullElse(
          Version.class.getPackage().getImplementationVersion(), "development");

  private Version() {}
}
