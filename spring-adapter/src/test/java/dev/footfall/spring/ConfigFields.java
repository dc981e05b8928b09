package dev.footfall.spring;

import dev.footfall.Config;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;

/** What a configuration is set to; it tells nobody but the client's own package. */
final class ConfigFields {

  private ConfigFields() {}

  static Map<String, String> all(Config config) {
    Map<String, String> settings = new HashMap<>();
    try {
      Field values = Config.class.getDeclaredField("values");
      values.setAccessible(true);
      Object all = values.get(config);
      for (Field field : all.getClass().getDeclaredFields()) {
        field.setAccessible(true);
        settings.put(field.getName(), String.valueOf(field.get(all)));
      }
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
    return settings;
  }

  static String of(Config config, String name) {
    String value = all(config).get(name);
    return "null".equals(value) ? null : value;
  }
}
