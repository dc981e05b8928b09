package dev.footfall.server.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
  private final ClientAddress none = new ClientAddress(List.of());
  private final ClientAddress behind =
      new ClientAddress(List.of(Cidr.parse("10.0.0.0/8"), Cidr.parse("fd00::/8")));

  @Test
  void headers_ofAStranger_areNotBelieved() {
    assertThat(none.of("10.0.0.1", "192.0.2.7", "for=192.0.2.7")).isEqualTo(client("10.0.0.1"));
    assertThat(behind.of("198.51.100.1", "192.0.2.7", null)).isEqualTo(client("198.51.100.1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.7                                 | 192.0.2.7",
        "192.0.2.7:4711                            | 192.0.2.7",
        "203.0.113.9, 192.0.2.7                    | 192.0.2.7",
        "203.0.113.9, 192.0.2.7, 10.1.1.1, fd00::1 | 192.0.2.7",
        "10.3.3.3, 10.2.2.2                        | 10.3.3.3",
        "203.0.113.9,, 192.0.2.7 ,                 | 192.0.2.7",
        "[2001:db8::5]:443                         | 2001:db8::5",
        "2001:db8::5                               | 2001:db8::5",
        "::ffff:192.0.2.7                          | 192.0.2.7",
        "192.0.2.7, unknown                        | 10.0.0.1",
        "192.0.2.7, 300.1.1.1                      | 10.0.0.1",
      })
  void forwardedFor_namesTheRightMostHopThatIsNotTrusted(String header, String expected) {
    assertThat(behind.of("10.0.0.1", header, null)).isEqualTo(client(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "for=192.0.2.7                               | 192.0.2.7",
        "for=203.0.113.9, For=\"192.0.2.7:80\";proto=https | 192.0.2.7",
        "proto=http; for=\"[2001:db8::5]:80\"        | 2001:db8::5",
        "for=192.0.2.7, for=10.1.1.1;by=10.0.0.1     | 192.0.2.7",
        "for=_hidden                                 | 10.0.0.1",
        "proto=https                                 | 10.0.0.1",
      })
  void forwarded_isReadToo(String header, String expected) {
    assertThat(behind.of("10.0.0.1", null, header)).isEqualTo(client(expected));
  }

  @Test
  void headers_thatDisagree_tellNothing() {
    assertThat(behind.of("10.0.0.1", "192.0.2.7", "for=192.0.2.8")).isEqualTo(client("10.0.0.1"));
    assertThat(behind.of("10.0.0.1", "192.0.2.7", "for=192.0.2.7")).isEqualTo(client("192.0.2.7"));
  }

  @Test
  void addressesOfOneNetworkOfIpv6_areOneClient() {
    assertThat(client("2001:db8:1:2::1")).isEqualTo(client("2001:db8:1:2:ffff::9"));
    assertThat(client("2001:db8:1:2::1")).isNotEqualTo(client("2001:db8:1:3::1"));
    assertThat(client("192.0.2.7")).isNotEqualTo(client("192.0.2.8"));
  }

  @Test
  void peer_isReadAsContainersWriteIt() {
    assertThat(client("[2001:db8::5]")).isEqualTo(client("2001:db8::5"));
    assertThat(client("fe80::1%eth0")).isEqualTo(client("fe80::1"));
    assertThat(behind.of("[fd00::1]", "192.0.2.7", null)).isEqualTo(client("192.0.2.7"));
  }

  @Test
  void block_endsWithinAByte() {
    ClientAddress trusting = new ClientAddress(List.of(Cidr.parse("10.1.128.0/17")));
    assertThat(trusting.of("10.1.200.1", "192.0.2.7", null)).isEqualTo(client("192.0.2.7"));
    assertThat(trusting.of("10.1.127.1", "192.0.2.7", null)).isEqualTo(client("10.1.127.1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "proxy", "10.0.0.0/33", "10.0.0/8", "::/129", "10.0.0.0/", "10.0.0.0/-1"})
  void block_thatIsNone_isRefused(String text) {
    assertThatThrownBy(() -> Cidr.parse(text)).hasMessageContaining(text);
  }

  private String client(String address) {
    return none.of(address, null, null);
  }
}
