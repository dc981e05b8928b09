package dev.footfall.spring;

/** A property whose value breaks a rule of the setting that it is for. */
final class BadPropertyException extends IllegalArgumentException {

  private final String property;

  BadPropertyException(String property, IllegalArgumentException cause) {
    super(property + ": " + cause.getMessage(), cause);
    this.property = property;
  }

  String property() {
    return property;
  }
}
