/** The Footfall client as a servlet filter. */
module dev.footfall.servlet {
  requires transitive dev.footfall.core;
  requires transitive jakarta.servlet;
  requires static transitive org.jspecify;

  exports dev.footfall.servlet;
}
