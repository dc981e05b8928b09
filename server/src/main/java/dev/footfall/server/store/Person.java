package dev.footfall.server.store;

/**
 * By what a person is known: an id, or an address whatever the id. Texts must be equal.
 *
 * @param by {@link RequestField#USER_ID} or {@link RequestField#IP_ADDRESS}
 */
public record Person(RequestField by, String value) {
  public Person {
    if (by != RequestField.USER_ID && by != RequestField.IP_ADDRESS) {
      throw new IllegalArgumentException(by + " tells nobody from others");
    }
  }
}
