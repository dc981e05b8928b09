package dev.footfall;

/**
 * What {@link Analytics#verify} found out. Immutable.
 *
 * @param ok whether records sent now would be stored and seen under the key
 * @param message one sentence: what was found and, where something is wrong, what to do
 */
public record Verification(boolean ok, String message) {}
