package dev.footfall.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.Analytics;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server takes fewer posts than the client has. */
class RateLimitTest {

  /** Ten may come at once, then one a second. */
  private static final int POSTS = 14;

  private static final int BATCH = 20;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"--rate-limit-key=1", "--rate-limit-address=1"})
  void limit_ofTheServer_costsTheClientNothingButTime(String limit) {
    AtomicInteger refused = new AtomicInteger();
    Interceptor count =
        chain -> {
          Response answer = chain.proceed(chain.request());
          if (answer.code() == 429) {
            refused.incrementAndGet();
          }
          return answer;
        };
    try (ServerProcess server = new ServerProcess(folder, limit);
        Stage stage = new Stage(server)) {
      OkHttpClient http = stage.http().addInterceptor(count).build();
      try (Analytics analytics =
          Analytics.create(stage.config().maxBatch(BATCH).okHttpClient(http).build())) {
        stage.record(analytics, POSTS * BATCH);

        stage.assertAllArrive(analytics);
        assertThat(refused).hasPositiveValue();
        // it waits as long as it is told to, and does not knock meanwhile
        assertThat(refused).hasValueLessThanOrEqualTo(POSTS);
      }
    }
  }
}
