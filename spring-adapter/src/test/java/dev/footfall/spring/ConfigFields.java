package dev.footfall.spring;

import dev.footfall.Config;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;

/** What a configuration is set to; it tells nobody but the client's own package. */
final class ConfigFields {

  private ConfigFields() {}

  static Map<String, String> all(Config config) {
    Map<String, String> values = new HashMap<>();
    for (Field field : Config.class.getDeclaredFields()) {
      field.setAccessible(true);
      try {
        values.put(field.getName(), String.valueOf(field.get(config)));
      } catch (IllegalAccessException e) {
        throw new AssertionError(e);
      }
    }
    return values;
  }

  static String of(Config config, String name) {
    String value = all(config).get(name);
    return "null".equals(value) ? null : value;
  }
}
