/** The Footfall client as a Javalin plugin. */
module dev.footfall.javalin {
  requires transitive dev.footfall.core;
  requires dev.footfall.servlet;
  requires transitive io.javalin;
  requires static transitive org.jspecify;

  exports dev.footfall.javalin;
}
