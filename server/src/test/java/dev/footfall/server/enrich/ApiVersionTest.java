package dev.footfall.server.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiVersionTest {
  @ParameterizedTest
  @CsvSource({
    "/v1, v1",
    "/v10/items, v10",
    "/api/v2beta/items, v2beta",
    "/v1beta2, v1beta2",
    "/v1alpha/x, v1alpha",
    "/v2-rc1, v2-rc1",
    "/v1.1/x, v1.1",
    "/V2/x, v2",
    "/a/b/c/v3, v3",
    "/a/b/c/d/v3,",
    "/api/v1/proxy/v2, v1",
    "v4/x, v4",
    "//v5//, v5",
    "http://v9/v1/x, v1",
    "/v1?x=/v2, v1",
    "/x?y=/v2/,",
    "/v1;jsessionid=7/x, v1",
    "/vienna,",
    "/v,",
    "/v/1,",
    "/video1,",
    "/v1x,",
    "/v1.,",
    "/v1..2,",
    "/v1betaX,",
    "/xv1,",
    "/1,",
    "/,",
    "*,",
    "'',",
    "/v12345678901234567,",
  })
  void version_isAWholeSegment(String path, String version) {
    assertThat(ApiVersion.of(path)).isEqualTo(version);
  }
}
