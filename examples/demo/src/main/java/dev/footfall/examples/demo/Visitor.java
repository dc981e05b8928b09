package dev.footfall.examples.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who uses the services.
 *
 * @param weight how often they come, compared with others
 * @param token what they log in with, or null for strangers
 */
record Visitor(
    int weight, String address, String agent, @Nullable String token, List<Errand> errands) {}
