package dev.footfall.server.web;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/** A call that the server answers, and what it needs of whoever makes it. */
record Endpoint(HandlerType method, String path, Need need, Handler handler) {}
