package dev.footfall.consumer;

/**
 * One reflective access.
 *
 * @param kind what was asked for
 * @param target the class, or the resource's name
 * @param member the method or field; {@code *} for all of them; empty for the class itself
 * @param caller the class that asked
 */
record Access(Kind kind, String target, String member, String caller) {

  enum Kind {
    TYPE,
    METHOD,
    FIELD,
    CONSTRUCTOR,
    PROXY,
    SERVICE,
    RESOURCE
  }
}
