package dev.footfall.server.enrich;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Operating systems and devices by what an agent's text, in lower case, says of them. */
final class Platforms {
  private static final Set<String> ON_DESKS =
      Set.of("Windows", "macOS", "Linux", "Chrome OS", "FreeBSD", "OpenBSD", "NetBSD");

  /** The first that is found counts: texts claim to be like others. */
  private static final NameTable SYSTEMS =
      new NameTable(
          "windows phone", "Windows Phone",
          "windows", "Windows",
          "apple tv", "tvOS",
          "appletv", "tvOS",
          "tvos", "tvOS",
          "watchos", "watchOS",
          "iphone", "iOS",
          "ipad", "iOS",
          "ipod", "iOS",
          "ios", "iOS",
          "tizen", "Tizen",
          "web0s", "webOS",
          "webos", "webOS",
          "kaios", "KaiOS",
          "harmonyos", "HarmonyOS",
          "openharmony", "HarmonyOS",
          "android", "Android",
          "cros ", "Chrome OS",
          "playstation", "PlayStation",
          "nintendo", "Nintendo",
          "macintosh", "macOS",
          "mac os", "macOS",
          "macos", "macOS",
          "freebsd", "FreeBSD",
          "openbsd", "OpenBSD",
          "netbsd", "NetBSD",
          "linux", "Linux",
          "ubuntu", "Linux",
          "x11", "Linux");

  private static final NameTable DEVICES =
      new NameTable(
          "xbox", "other",
          "playstation", "other",
          "nintendo", "other",
          "watchos", "other",
          "smart-tv", "tv",
          "smarttv", "tv",
          "appletv", "tv",
          "apple tv", "tv",
          "tvos", "tv",
          "googletv", "tv",
          "bravia", "tv",
          "crkey", "tv",
          "roku", "tv",
          "hbbtv", "tv",
          "tv", "tv",
          "ipad", "tablet",
          "tablet", "tablet",
          "kindle", "tablet",
          "iphone", "mobile",
          "ipod", "mobile",
          "windows phone", "mobile",
          "opera mini", "mobile",
          "midp", "mobile",
          "kaios", "mobile",
          "mobile", "mobile");

  private Platforms() {}

  static @Nullable String os(String lower) {
    String os = SYSTEMS.find(lower);
    if (os == null && lower.contains("cfnetwork/")) {
      return lower.contains("x86_64") ? "macOS" : "iOS";
    }
    return os == null && lower.contains("darwin") ? "macOS" : os;
  }

  /**
   * @param browser whether the text is that of a browser: programs on Linux or Windows run on
   *     servers as well, apps on phones do not
   */
  static @Nullable String device(String lower, @Nullable String os, boolean browser) {
    String device = DEVICES.find(lower);
    if (device != null || os == null) {
      return device;
    }
    return switch (os) {
      // A browser that does not say mobile.
      case "Android" -> browser ? "tablet" : "mobile";
      case "iOS", "HarmonyOS" -> "mobile";
      case "Tizen", "webOS" -> "tv";
      default -> browser && ON_DESKS.contains(os) ? "desktop" : null;
    };
  }
}
