package dev.footfall.server.enrich;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Countries from a file in MaxMind's format: the bundled one of DB-IP names the country in {@code
 * country_code}, others in {@code country.iso_code}.
 */
public final class CountryDatabase implements Locator {
  private static final Logger LOG = LoggerFactory.getLogger(CountryDatabase.class);

  private final Reader reader;

  private CountryDatabase(Reader reader) {
    this.reader = reader;
  }

  /**
   * Reads the file into memory.
   *
   * @param file the database, or null for the bundled one
   * @throws IOException when it is not one
   */
  public static CountryDatabase open(@Nullable Path file) throws IOException {
    if (file == null) {
      try (InputStream in = CountryDatabase.class.getResourceAsStream("dbip-country.mmdb")) {
        if (in == null) {
          throw new IllegalStateException("missing from the jar: dbip-country.mmdb");
        }
        return new CountryDatabase(new Reader(in, new CHMCache()));
      }
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new CountryDatabase(new Reader(in, new CHMCache()));
    } catch (IOException e) {
      throw new IOException("The location database " + file + " is not readable as one.", e);
    }
  }

  @Override
  public @Nullable String country(byte[] address) {
    try {
      Map<?, ?> entry = reader.get(InetAddress.getByAddress(address), Map.class);
      return entry == null ? null : code(entry);
    } catch (IOException e) {
      LOG.debug("No location for an address", e);
      return null;
    }
  }

  private static @Nullable String code(Map<?, ?> entry) {
    Object code = entry.get("country_code");
    if (code == null && entry.get("country") instanceof Map<?, ?> country) {
      code = country.get("iso_code");
    }
    return code instanceof String text && !text.isEmpty() ? text : null;
  }
}
