package dev.footfall.spring;

import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;

/** The users of {@link dev.footfall.AdapterContract}; only ada may see the secret. */
final class ContractUsers {

  private ContractUsers() {}

  static UserDetails ada() {
    return User.withUsername("ada").password("{noop}secret").roles("READER").build();
  }

  static UserDetails bob() {
    return User.withUsername("bob").password("{noop}secret").roles("GUEST").build();
  }
}
