package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

  private static final List<Cidr> TRUSTED =
      Arrays.asList(Cidr.of("127.0.0.0/8"), Cidr.of("10.0.0.0/9"), Cidr.of("::1"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        // peer | forwarding header | client
        "203.0.113.7 | null | 203.0.113.7",
        "203.0.113.7 | 198.51.100.1 | 203.0.113.7", // an untrusted peer is not believed
        "127.0.0.1 | 198.51.100.1 | 198.51.100.1",
        "127.0.0.1 | 6.6.6.6, 198.51.100.1 | 198.51.100.1", // what the client made up stays left
        "127.0.0.1 | 198.51.100.1, 10.1.2.3 | 198.51.100.1",
        "10.128.0.1 | 198.51.100.1 | 10.128.0.1", // outside the /9
        "127.0.0.1 | 10.0.0.5, 10.0.0.6 | 10.0.0.5",
        "127.0.0.1 | 198.51.100.1:4711 | 198.51.100.1",
        "127.0.0.1 | [2001:db8::7]:443 | 2001:db8::7",
        "127.0.0.1 | 6.6.6.6, unknown | ''", // the hop is hidden: nobody can tell
        "127.0.0.1 | 6.6.6.6, | 6.6.6.6",
        "127.0.0.1 | ,,, | 127.0.0.1",
        "127.0.0.1 | for=198.51.100.1;proto=https | 198.51.100.1",
        "127.0.0.1 | For=\"[2001:db8:cafe::17]:4711\" | 2001:db8:cafe::17",
        "127.0.0.1 | proto=https;for=198.51.100.1, for=10.0.0.1 | 198.51.100.1",
        "127.0.0.1 | for=_hidden | ''",
        "127.0.0.1 | proto=https | ''",
        "[0:0:0:0:0:0:0:1] | 198.51.100.1 | 198.51.100.1",
        "fe80::1%eth0 | null | fe80::1",
        "null | 198.51.100.1 | ''",
        "somewhere | 198.51.100.1 | ''",
      })
  void resolve_takesTheRightMostUntrustedHop(String peer, String forwarded, String client) {
    assertThat(new ClientAddress(TRUSTED).resolve(peer, forwarded)).isEqualTo(client);
  }

  @Test
  void cidr_whenMalformed_namesTheSettingAndTheValue() {
    for (String bad : List.of("10.0.0.0/33", "10.0.0/8", "host/8", "::/129", "10.0.0.0/", "")) {
      assertThatThrownBy(() -> Cidr.of(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("trustedProxies ")
          .hasMessageEndingWith(bad);
    }
  }
}
