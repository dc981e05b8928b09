package dev.footfall.server.store;

import dev.footfall.server.enrich.RouteRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a project decides for itself. Immutable.
 *
 * @param retentionDays records are deleted so many days after their creation; null: never
 * @param maxRecords of each kind, only the newest so many are kept; null: all
 * @param maskAddresses whether whoever reads sees networks for addresses
 * @param hiddenRoutes what the dashboard leaves out unless asked for
 * @param rules the routes of paths that come without one
 * @param templatesRevision how often these were changed; null: never
 */
public record ProjectSettings(
    @Nullable Integer retentionDays,
    @Nullable Long maxRecords,
    boolean maskAddresses,
    List<String> hiddenRoutes,
    RouteRules rules,
    @Nullable Integer templatesRevision) {

  /** Of a project that decided nothing. */
  public static final ProjectSettings NONE =
      new ProjectSettings(null, null, false, List.of(), RouteRules.NONE, null);

  public ProjectSettings withRetentionDays(@Nullable Integer days) {
    return new ProjectSettings(
        days, maxRecords, maskAddresses, hiddenRoutes, rules, templatesRevision);
  }

  public ProjectSettings withMaxRecords(@Nullable Long records) {
    return new ProjectSettings(
        retentionDays, records, maskAddresses, hiddenRoutes, rules, templatesRevision);
  }

  public ProjectSettings withMaskAddresses(boolean masks) {
    return new ProjectSettings(
        retentionDays, maxRecords, masks, hiddenRoutes, rules, templatesRevision);
  }

  public ProjectSettings withHiddenRoutes(List<String> routes) {
    return new ProjectSettings(
        retentionDays, maxRecords, maskAddresses, List.copyOf(routes), rules, templatesRevision);
  }

  public ProjectSettings withRules(RouteRules other) {
    if (other.equals(rules)) {
      return this;
    }
    int revision = templatesRevision == null ? 1 : templatesRevision + 1;
    return new ProjectSettings(
        retentionDays, maxRecords, maskAddresses, hiddenRoutes, other, revision);
  }

  /** By name, what is set and is not the same in the other. */
  Map<String, Object> unlike(ProjectSettings other) {
    Map<String, Object> state = state();
    Map<String, Object> theirs = other.state();
    state
        .entrySet()
        .removeIf(entry -> Objects.equals(entry.getValue(), theirs.get(entry.getKey())));
    return state;
  }

  private Map<String, Object> state() {
    Map<String, Object> state = new HashMap<>();
    if (retentionDays != null) {
      state.put("retention_days", retentionDays);
    }
    if (maxRecords != null) {
      state.put("max_records", maxRecords);
    }
    state.put("mask_addresses", maskAddresses);
    state.put("hidden_routes", hiddenRoutes);
    state.put("templates", rules.templates());
    return state;
  }
}
