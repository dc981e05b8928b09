package dev.footfall.spring;

import dev.footfall.Config;
import org.springframework.beans.factory.ObjectProvider;

/** Whether a mapper may ask a request for its user, so that finding out is worth its cost. */
final class Mapping {

  private Mapping() {}

  /** Of a client that the application has made itself nothing is known: then it may. */
  static boolean mayAsk(ObjectProvider<Config> config) {
    Config known = config.getIfUnique();
    return known == null || known.hasMappers();
  }
}
