package dev.footfall.server.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountryDatabaseTest {
  @TempDir Path folder;

  @Test
  void bundledDatabase_knowsBothKindsOfAddress() throws IOException {
    CountryDatabase countries = CountryDatabase.open(null);

    assertThat(countries.country(address("81.2.69.142"))).isEqualTo("GB");
    assertThat(countries.country(address("2a00:1450:4001:82a::1"))).isNotNull();
    assertThat(countries.country(address("10.0.0.1"))).isNull();
    assertThat(countries.country(address("::1"))).isNull();
  }

  @Test
  void file_mayNameTheCountryInEitherWay() throws IOException {
    assertThat(country(new Data().map(1).text("country_code").text("DE"))).isEqualTo("DE");
    assertThat(country(new Data().map(1).text("country").map(1).text("iso_code").text("FR")))
        .isEqualTo("FR");
    assertThat(country(new Data().map(1).text("city").text("Lyon"))).isNull();
  }

  @Test
  void file_thatIsNone_isToldByName() throws IOException {
    Path file = Files.writeString(folder.resolve("no.mmdb"), "no database");

    assertThatThrownBy(() -> CountryDatabase.open(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no.mmdb is not readable");
  }

  private String country(Data entry) throws IOException {
    Path file = Files.write(folder.resolve("own.mmdb"), database(entry.bytes()));
    return CountryDatabase.open(file).country(address("9.9.9.9"));
  }

  /** One node whose both branches lead to the entry. */
  private static byte[] database(byte[] entry) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    byte[] pointer = {0, 0, 1 + 16};
    file.write(pointer);
    file.write(pointer);
    file.write(new byte[16]);
    file.write(entry);
    file.write(new byte[] {(byte) 0xAB, (byte) 0xCD, (byte) 0xEF});
    file.write("MaxMind.com".getBytes(StandardCharsets.UTF_8));
    file.write(
        new Data()
            .map(9)
            .text("binary_format_major_version")
            .number(5, 2)
            .text("binary_format_minor_version")
            .number(5, 0)
            .text("build_epoch")
            .number(9, 1)
            .text("database_type")
            .text("Test")
            .text("description")
            .map(0)
            .text("ip_version")
            .number(5, 4)
            .text("languages")
            .emptyList()
            .text("node_count")
            .number(6, 1)
            .text("record_size")
            .number(5, 24)
            .bytes());
    return file.toByteArray();
  }

  private static byte[] address(String text) throws IOException {
    return InetAddress.getByName(text).getAddress();
  }

  /** Values in the format's encoding: a type in three bits and a length in five. */
  private static final class Data {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Data map(int entries) {
      out.write(7 << 5 | entries);
      return this;
    }

    Data text(String text) {
      out.write(2 << 5 | text.length());
      out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      return this;
    }

    /** Types above 7 stand in a byte of their own. */
    Data number(int type, int value) {
      out.write(type > 7 ? 1 : type << 5 | 1);
      if (type > 7) {
        out.write(type - 7);
      }
      out.write(value);
      return this;
    }

    Data emptyList() {
      out.write(0);
      out.write(11 - 7);
      return this;
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }
}
