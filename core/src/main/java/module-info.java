/** The Footfall client: records what a web API was asked and ships it in the background. */
module dev.footfall.core {
  requires transitive okhttp3;
  requires com.fasterxml.jackson.core;
  requires okio;
  requires java.management;
  requires org.jctools.core.jdk11;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.footfall;
}
