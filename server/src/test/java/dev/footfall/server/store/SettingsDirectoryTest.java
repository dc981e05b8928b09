package dev.footfall.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.server.enrich.RouteRules;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsDirectoryTest {
  @TempDir Path folder;

  private DuckStore open() {
    return DuckStore.open(folder.resolve("file"), "64MB");
  }

  private static Caller project(DuckStore store) {
    ApiKey key = ApiKey.random();
    store.createProject(Change.SERVER, key.hash(), key.shareHash(), Instant.now());
    return store.caller(key.hash());
  }

  @Test
  void change_isReadAgain_asItWas() {
    ProjectSettings changed;
    int project;
    try (DuckStore store = open()) {
      Caller by = project(store);
      project = by.projectId();
      RouteRules rules = RouteRules.of(List.of("/a'\"\\/{x}", "/b,[c]/**"));
      changed =
          store.changeSettings(
              by,
              now ->
                  now.withRetentionDays(3)
                      .withMaxRecords(5_000_000_000L)
                      .withMaskAddresses(true)
                      .withHiddenRoutes(List.of("GET /a, b", "it's \u00e9"))
                      .withRules(rules));
      assertThat(store.settings(project)).isEqualTo(changed);
    }
    try (DuckStore store = open()) {
      assertThat(store.settings()).containsOnly(Map.entry(project, changed));
      assertThat(store.settings(project + 1)).isEqualTo(ProjectSettings.NONE);
    }
  }

  @Test
  void revision_growsWithTheTemplatesAlone() {
    try (DuckStore store = open()) {
      Caller by = project(store);
      RouteRules rules = RouteRules.of(List.of("/a"));

      assertThat(revision(store, by, ProjectSettings.NONE)).isNull();
      assertThat(revision(store, by, ProjectSettings.NONE.withRules(rules))).isEqualTo(1);
      assertThat(store.changeSettings(by, now -> now.withRules(RouteRules.of(List.of("/a")))))
          .extracting(ProjectSettings::templatesRevision)
          .isEqualTo(1);
      assertThat(store.changeSettings(by, now -> now.withRules(RouteRules.NONE)))
          .extracting(ProjectSettings::templatesRevision)
          .isEqualTo(2);
    }
  }

  private static Integer revision(DuckStore store, Caller by, ProjectSettings settings) {
    return store.changeSettings(by, now -> settings).templatesRevision();
  }

  @Test
  void caller_whoWasRevoked_changesNothing() {
    try (DuckStore store = open()) {
      Caller by = project(store);
      store.addKey(by, "another", "hash", "share");
      store.revokeKey(by, by.key().keyId());

      assertThat(store.changeSettings(by, now -> now.withMaskAddresses(true))).isNull();
      assertThat(store.settings(by.projectId())).isEqualTo(ProjectSettings.NONE);
    }
  }
}
