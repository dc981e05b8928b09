package dev.footfall.server.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressMaskTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.77 | 203.0.113.0/24",
        "203.0.113.0/24 | 203.0.113.0/24",
        "203.0.113.7? | 203.0.113.0/24",
        "2?3.0.113.77 | 2?3.0.113.0/24",
        "ada,203.0.113.77,198.51.100.1 | ada,203.0.113.0/24,198.51.100.0/24",
        "ip:203.0.113.77 -(status:5xx) | ip:203.0.113.0/24 -(status:5xx)",
        "ip_address.is.203.0.113.77 | ip_address.is.203.0.113.0/24",
        "2001:db8:77::7 | 2001:db8:77::/48",
        "2001:db8:77:1:2:3:4:5 | 2001:db8:77::/48",
        "2001:db8::7 | 2001:db8::/48",
        "2001:db8:77::/48 | 2001:db8:77::/48",
        "::1 | ::/48",
        "::ffff:203.0.113.77 | ::/48",
        "ip:2001:db8:77::7,::1 or so | ip:2001:db8:77::/48,::/48 or so",
        "2001:db8:1:2:* | 2001:db8:1::/48",
        "2001:db8:77::? | 2001:db8:77::/48",
        "2001:db8:1:2 | 2001:db8:1::/48",
        "2001:db8::7: | 2001:db8::/48",
        "2001:db8:* | 2001:db8:*::/48",
        "user.is.2001:DB8:77::7 | user.is.2001:DB8:77::/48",
      })
  void address_isItsNetwork(String text, String masked) {
    assertThat(AddressMask.mask(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ada", "3.14", "12:30:00", "std::vector", "v1.2.3.4", "a.b.c.d", "$1 \\2"})
  void whatIsNoAddress_staysAsItIs(String text) {
    assertThat(AddressMask.mask(text)).isEqualTo(text);
  }
}
