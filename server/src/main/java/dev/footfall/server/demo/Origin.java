package dev.footfall.server.demo;

/** What is said once for all records of a post. */
record Origin(Service service, String environment, String instance, String version) {}
