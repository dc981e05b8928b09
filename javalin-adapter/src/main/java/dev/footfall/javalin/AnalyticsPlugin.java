package dev.footfall.javalin;

import io.javalin.plugin.Plugin;

/** Records the requests of a Javalin application. */
public final class AnalyticsPlugin extends Plugin<Void> {}
