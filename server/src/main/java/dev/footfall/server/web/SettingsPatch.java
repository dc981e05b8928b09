package dev.footfall.server.web;

import dev.footfall.server.enrich.RouteRules;
import dev.footfall.server.query.JsonValue;
import dev.footfall.server.store.ProjectSettings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is to change of a project's settings: what is not named stays, null is as at first. */
final class SettingsPatch {
  static final int MAX_TEMPLATES = 100;

  private static final List<String> NAMES =
      List.of("retention", "mask_addresses", "hidden_routes", "templates");
  private static final List<String> OF_RETENTION = List.of("days", "max_records");
  private static final int MAX_DAYS = 36_500;
  private static final int MAX_RECORDS = 1_000_000_000;

  /** Each is a filter of the dashboard's queries, which may have fifty. */
  private static final int MAX_HIDDEN = 30;

  private static final int MAX_ROUTE = 1_000;

  private SettingsPatch() {}

  static UnaryOperator<ProjectSettings> read(JsonValue body) {
    body.checkNames(NAMES);
    List<UnaryOperator<ProjectSettings>> changes = new ArrayList<>();
    if (body.has("retention")) {
      retention(body.find("retention"), changes);
    }
    if (body.has("mask_addresses")) {
      JsonValue value = body.find("mask_addresses");
      boolean masks = value != null && value.truth();
      changes.add(settings -> settings.withMaskAddresses(masks));
    }
    if (body.has("hidden_routes")) {
      JsonValue value = body.find("hidden_routes");
      List<String> routes =
          value == null ? List.of() : distinct(value, MAX_HIDDEN, SettingsPatch::checkRoute);
      changes.add(settings -> settings.withHiddenRoutes(routes));
    }
    if (body.has("templates")) {
      RouteRules rules = rules(body.find("templates"));
      changes.add(settings -> settings.withRules(rules));
    }
    return settings -> {
      ProjectSettings changed = settings;
      for (UnaryOperator<ProjectSettings> change : changes) {
        changed = change.apply(changed);
      }
      return changed;
    };
  }

  private static void retention(
      @Nullable JsonValue value, List<UnaryOperator<ProjectSettings>> changes) {
    if (value == null) {
      changes.add(settings -> settings.withRetentionDays(null).withMaxRecords(null));
      return;
    }
    value.checkNames(OF_RETENTION);
    if (value.has("days")) {
      JsonValue days = value.find("days");
      Integer kept = days == null ? null : (Integer) days.integer(1, MAX_DAYS);
      changes.add(settings -> settings.withRetentionDays(kept));
    }
    if (value.has("max_records")) {
      JsonValue records = value.find("max_records");
      Long kept = records == null ? null : (Long) (long) records.integer(1, MAX_RECORDS);
      changes.add(settings -> settings.withMaxRecords(kept));
    }
  }

  /** Templates in the order in which they are tried. */
  static RouteRules rules(@Nullable JsonValue value) {
    return value == null
        ? RouteRules.NONE
        : RouteRules.of(distinct(value, MAX_TEMPLATES, SettingsPatch::checkTemplate));
  }

  private static List<String> distinct(JsonValue list, int most, Consumer<JsonValue> check) {
    Set<String> texts = new LinkedHashSet<>();
    for (JsonValue entry : list.list(0, most)) {
      check.accept(entry);
      if (!texts.add(entry.text())) {
        throw entry.refusal("is given twice");
      }
    }
    return List.copyOf(texts);
  }

  private static void checkRoute(JsonValue value) {
    String route = value.text();
    if (route.isBlank()
        || route.length() > MAX_ROUTE
        || route.chars().anyMatch(Character::isISOControl)) {
      throw value.refusal("must be 1 to " + MAX_ROUTE + " characters, none of them a control one");
    }
  }

  private static void checkTemplate(JsonValue value) {
    try {
      RouteRules.check(value.text());
    } catch (IllegalArgumentException e) {
      throw value.refusal(String.valueOf(e.getMessage()));
    }
  }
}
