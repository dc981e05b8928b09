package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import okhttp3.HttpUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerUrlTest {

  /** The HTTP client's own reading is what counts in the end. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost",
        "http://localhost:8080",
        "http://localhost:8080/",
        "HTTP://LocalHost:80/Footfall",
        "https://stats.example.org:443/a/b/",
        "https://stats.example.org/a%20b/../c",
        " http://padded.example.org ",
        "http://127.0.0.1:9",
        "http://[::1]:8080/x",
        "http://docker_service:8080",
        "http://bücher.example:8080/pfad",
        "http://example.org/a b"
      })
  void url_isReadAsTheHttpClientReadsIt(String url) {
    ServerUrl read = ServerUrl.of(url);

    assertThat(read.text()).isEqualTo(HttpUrl.get(url).toString());
    assertThat(read.host()).isEqualTo(HttpUrl.get(url).host());
    assertThat(read.http()).isEqualTo(HttpUrl.get(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost:8080",
        "//localhost",
        "ftp://localhost",
        "mailto:a@b",
        "http://",
        "http://localhost:99999",
        "http://user:secret@localhost",
        "http://user@docker_service",
        "http://localhost?a=b",
        "http://localhost/#a",
        "http://docker_service?a"
      })
  void url_ofNoServer_isRefusedWithoutItsPassword(String url) {
    assertThatThrownBy(() -> ServerUrl.of(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("serverUrl ")
        .hasMessageNotContaining("secret");
  }
}
