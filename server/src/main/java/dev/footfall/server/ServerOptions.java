package dev.footfall.server;

import dev.footfall.server.address.Cidr;
import dev.footfall.server.demo.Demo;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a server is to run. Immutable and valid from birth; made by {@link #builder()}, whose setters
 * fail with the name, the rule and the value.
 */
public final class ServerOptions {
  private final Builder from;

  private ServerOptions(Builder from) {
    this.from = from;
  }

  /** A builder with the defaults of the command line. */
  public static Builder builder() {
    return new Builder();
  }

  public String host() {
    return from.host;
  }

  public int port() {
    return from.port;
  }

  /** Empty, or a path that begins with a slash and does not end with one. */
  public String basePath() {
    return from.basePath;
  }

  public Path data() {
    return from.data;
  }

  public String memory() {
    return from.memory;
  }

  /** The location database to use instead of the bundled one, or null. */
  public @Nullable Path geoip() {
    return from.geoip;
  }

  public @Nullable String adminToken() {
    return from.adminToken;
  }

  /** When the data file is written anew each day, in this machine's time; null: by itself never. */
  public @Nullable LocalTime compactAt() {
    return from.compactAt;
  }

  public boolean openSignup() {
    return from.openSignup;
  }

  public boolean acceptAnyKey() {
    return from.acceptAnyKey;
  }

  public List<String> corsOrigins() {
    return from.corsOrigins;
  }

  /** Posts a second that a key may make; 0: any number. */
  public int rateLimitKey() {
    return from.rateLimitKey;
  }

  /** Posts a second that may come from an address; 0: any number. */
  public int rateLimitAddress() {
    return from.rateLimitAddress;
  }

  /** Wrong keys that an address may show in a minute; 0: any number. */
  public int rateLimitWrongKeys() {
    return from.rateLimitWrongKeys;
  }

  public List<Cidr> trustedProxies() {
    return from.trustedProxies;
  }

  /** How long records are kept from their creation, or null for ever. */
  public @Nullable Duration retention() {
    return from.retention;
  }

  /** How many requests, and how many events, are kept of a project, or null for all. */
  public @Nullable Long maxRecords() {
    return from.maxRecords;
  }

  public boolean expireUnused() {
    return from.expireUnused;
  }

  public boolean accessLog() {
    return from.accessLog;
  }

  public boolean selfAnalytics() {
    return from.selfAnalytics;
  }

  /** Whether there is a project with a generated year that everybody may read. */
  public boolean demo() {
    return from.demo;
  }

  /** Requests in the demo's year, about. */
  public int demoRecords() {
    return from.demoRecords;
  }

  /** Collects options; not thread-safe. */
  public static final class Builder {
    private static final Pattern MEMORY = Pattern.compile("[1-9][0-9]{0,6}(MB|GB)");
    private static final Pattern BASE_PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)*");
    private static final Pattern AGE = Pattern.compile("([1-9][0-9]{0,4})([hdw])");
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]|off");
    private static final int MIN_ADMIN_TOKEN = 16;
    private static final int MAX_RATE = 1_000_000;
    private static final int MAX_DEMO = 10_000_000;

    private String host = "127.0.0.1";
    private int port = 8080;
    private String basePath = "";
    private Path data = Path.of("footfall-data");
    private String memory = "512MB";
    private @Nullable Path geoip;
    private @Nullable String adminToken;
    private @Nullable LocalTime compactAt = LocalTime.of(3, 0);
    private boolean openSignup;
    private boolean acceptAnyKey;
    private List<String> corsOrigins = List.of();
    private int rateLimitKey = 20_000;
    private int rateLimitAddress = 20_000;
    private int rateLimitWrongKeys = 30;
    private List<Cidr> trustedProxies = List.of();
    private @Nullable Duration retention;
    private @Nullable Long maxRecords;
    private boolean expireUnused;
    private boolean accessLog;
    private boolean selfAnalytics = true;
    private boolean demo;
    private int demoRecords = Demo.RECORDS;

    private Builder() {}

    private Builder(Builder other) {
      host = other.host;
      port = other.port;
      basePath = other.basePath;
      data = other.data;
      memory = other.memory;
      geoip = other.geoip;
      adminToken = other.adminToken;
      compactAt = other.compactAt;
      openSignup = other.openSignup;
      acceptAnyKey = other.acceptAnyKey;
      corsOrigins = other.corsOrigins;
      rateLimitKey = other.rateLimitKey;
      rateLimitAddress = other.rateLimitAddress;
      rateLimitWrongKeys = other.rateLimitWrongKeys;
      trustedProxies = other.trustedProxies;
      retention = other.retention;
      maxRecords = other.maxRecords;
      expireUnused = other.expireUnused;
      accessLog = other.accessLog;
      selfAnalytics = other.selfAnalytics;
      demo = other.demo;
      demoRecords = other.demoRecords;
    }

    /** The address to listen on; default 127.0.0.1. */
    public Builder host(String value) {
      require(!value.isBlank(), "host is blank", value);
      host = value;
      return this;
    }

    /** The port to listen on, 0 for any free one; default 8080. */
    public Builder port(int value) {
      require(value >= 0 && value <= 65_535, "port is not within 0…65535", value);
      port = value;
      return this;
    }

    /** The path in front of everything, such as {@code /footfall}; default none. */
    public Builder basePath(String value) {
      String path = value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
      require(BASE_PATH.matcher(path).matches(), "base-path is not like /footfall", value);
      basePath = path;
      return this;
    }

    /** The folder that holds all data, made when it is missing; default footfall-data. */
    public Builder data(Path value) {
      data = value;
      return this;
    }

    /** The database's memory limit, such as 256MB or 2GB; default 512MB. */
    public Builder memory(String value) {
      String upper = value.toUpperCase(Locale.ROOT).replace("IB", "B");
      require(MEMORY.matcher(upper).matches(), "memory is not like 256MB or 2GB", value);
      require(
          !upper.endsWith("MB") || Integer.parseInt(upper.replace("MB", "")) >= 64,
          "memory is below 64MB",
          value);
      memory = upper;
      return this;
    }

    /** A country database in MaxMind's format; default: the bundled one. */
    public Builder geoip(@Nullable Path value) {
      require(value == null || Files.isReadable(value), "geoip is not a readable file", value);
      geoip = value;
      return this;
    }

    /** The operator's token, 16 characters at least; it may copy all data; default none. */
    public Builder adminToken(@Nullable String value) {
      if (value != null && value.length() < MIN_ADMIN_TOKEN) {
        // not the value: it is a secret
        throw new IllegalArgumentException(
            "admin-token is shorter than " + MIN_ADMIN_TOKEN + " characters");
      }
      adminToken = value;
      return this;
    }

    /** When the data file is written anew if something was deleted, such as 03:00; or off. */
    public Builder compactAt(String value) {
      require(TIME.matcher(value).matches(), "compact-at is not like 03:00, or off", value);
      compactAt = value.equals("off") ? null : LocalTime.parse(value);
      return this;
    }

    /** Whether anybody may make a key; default false. */
    public Builder openSignup(boolean value) {
      openSignup = value;
      return this;
    }

    /** Whether a post with an unknown key makes a project for it; default false. */
    public Builder acceptAnyKey(boolean value) {
      acceptAnyKey = value;
      return this;
    }

    /**
     * Origins whose pages may call this server, such as https://example.com, or *; default none.
     */
    public Builder corsOrigins(List<String> values) {
      for (String value : values) {
        require(isOrigin(value), "cors-origin is not like https://example.com", value);
      }
      corsOrigins = List.copyOf(values);
      return this;
    }

    /** Posts a second that a key may make, 0 for any number; default 20000. */
    public Builder rateLimitKey(int value) {
      require(isRate(value), "rate-limit-key is not within 0…" + MAX_RATE, value);
      rateLimitKey = value;
      return this;
    }

    /** Posts a second that may come from an address, 0 for any number; default 20000. */
    public Builder rateLimitAddress(int value) {
      require(isRate(value), "rate-limit-address is not within 0…" + MAX_RATE, value);
      rateLimitAddress = value;
      return this;
    }

    /** Wrong keys that an address may show in a minute, 0 for any number; default 30. */
    public Builder rateLimitWrongKeys(int value) {
      require(isRate(value), "rate-limit-wrong-keys is not within 0…" + MAX_RATE, value);
      rateLimitWrongKeys = value;
      return this;
    }

    /**
     * Proxies that are believed when they say whose call they pass on, such as 10.0.0.0/8; default
     * none.
     */
    public Builder trustedProxies(List<String> values) {
      List<Cidr> blocks = new ArrayList<>();
      for (String value : values) {
        try {
          blocks.add(Cidr.parse(value));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException("trusted-proxies is " + e.getMessage(), e);
        }
      }
      trustedProxies = List.copyOf(blocks);
      return this;
    }

    /** How long records are kept from their creation, such as 24h, 30d or 52w; default for ever. */
    public Builder retention(String value) {
      Matcher age = AGE.matcher(value);
      require(age.matches(), "retention is not like 24h, 30d or 52w", value);
      int count = Integer.parseInt(age.group(1));
      retention =
          switch (age.group(2)) {
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofDays(7L * count);
          };
      return this;
    }

    /** How many requests, and how many events, are kept of a project; default all. */
    public Builder maxRecords(long value) {
      require(value >= 1, "max-records is not at least 1", value);
      maxRecords = value;
      return this;
    }

    /** Whether the records of a project that nobody uses are deleted; default false. */
    public Builder expireUnused(boolean value) {
      expireUnused = value;
      return this;
    }

    /** Whether each call is logged, in a line; default false. */
    public Builder accessLog(boolean value) {
      accessLog = value;
      return this;
    }

    /** Whether the server records its own usage, as a project of its own; default true. */
    public Builder selfAnalytics(boolean value) {
      selfAnalytics = value;
      return this;
    }

    /** Whether there is a project with a generated year that everybody may read; default false. */
    public Builder demo(boolean value) {
      demo = value;
      return this;
    }

    /** Requests in the demo's year, about; default 600000. */
    public Builder demoRecords(int value) {
      require(value >= 1 && value <= MAX_DEMO, "demo-records is not within 1…" + MAX_DEMO, value);
      demoRecords = value;
      return this;
    }

    public ServerOptions build() {
      return new ServerOptions(new Builder(this));
    }

    private static boolean isRate(int value) {
      return value >= 0 && value <= MAX_RATE;
    }

    private static boolean isOrigin(String value) {
      if (value.equals("*")) {
        return true;
      }
      try {
        URI uri = URI.create(value);
        return uri.getScheme() != null
            && uri.getHost() != null
            && (uri.getScheme() + "://" + uri.getRawAuthority()).equals(value);
      } catch (IllegalArgumentException e) {
        return false;
      }
    }

    private static void require(boolean holds, String rule, @Nullable Object value) {
      if (!holds) {
        throw new IllegalArgumentException(rule + ": " + value);
      }
    }
  }
}
