package dev.footfall.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.LongFunction;

/**
 * What templates and wrong records cost where records come in: rounds of posts with them, each
 * beside a round without, on one server.
 */
final class IngestCosts {

  private static final String TEMPLATED_KEY = "b2d9a1c4-7e35-4f0b-9a68-0c4f5d7e8a12";
  private static final int TEMPLATES = 100;
  private static final int WRONG = 10;
  private static final int RECORDS_A_POST = ServerReport.RECORDS_A_POST;
  private static final int CONNECTIONS = 8;
  private static final String AIM = "≥ 0.90";

  private final ServerScale scale;
  private final int port;
  private final Account account = new Account();
  private final Timeline timeline =
      Timeline.year(Instant.now().truncatedTo(ChronoUnit.HOURS), 1_000_000);
  private long seed = 1;

  private IngestCosts(ServerScale scale, int port) {
    this.scale = scale;
    this.port = port;
  }

  static void addTo(ServerFigures figures, ServerScale scale) throws Exception {
    try (ThrowAwayFolder folder = ThrowAwayFolder.make();
        ServerProcess server = ServerProcess.start(folder.data())) {
      IngestCosts costs = new IngestCosts(scale, server.port());
      figures.add("posts/s with 100 templates ÷ without", costs.templates(), AIM);
      figures.add("posts/s with 10 wrong of 1,000 records ÷ with none", costs.wrong(), AIM);
      server.stop();
      costs.account.requireStored(folder.data());
    }
  }

  /** Of records that come without a route, or no template would be tried. */
  private String templates() throws IOException, InterruptedException, ExecutionException {
    LongFunction<ApiTraffic> with = seed -> traffic(seed, TEMPLATED_KEY, false, 0);
    // the first post makes the project
    account.add(new PostLoad(with.apply(0), 1).run(port, 0, 1, scale.round()).tally());
    setTemplates();
    return ratio(with, seed -> traffic(seed, ServerReport.KEY, false, 0));
  }

  private void setTemplates() throws IOException {
    String templates = String.join("\",\"", CalledService.templates(TEMPLATES));
    String body = "{\"templates\":[\"" + templates + "\"]}";
    try (HttpConnection connection = new HttpConnection(port)) {
      HttpConnection.Answer answer =
          connection.patch(
              "/api/v1/settings",
              "X-AUTH-TOKEN: " + TEMPLATED_KEY + "\r\n",
              body.getBytes(StandardCharsets.UTF_8));
      if (answer.status() != 200) {
        throw new IOException("answered " + answer.status() + " " + answer.body());
      }
    }
  }

  private String wrong() throws InterruptedException, ExecutionException {
    return ratio(
        seed -> traffic(seed, ServerReport.KEY, true, WRONG),
        seed -> traffic(seed, ServerReport.KEY, true, 0));
  }

  private ApiTraffic traffic(long seed, String key, boolean routed, int wrong) {
    return new ApiTraffic(seed, key, RECORDS_A_POST, timeline, routed, wrong);
  }

  /** Pair by pair, in turns the one and the other first. */
  private String ratio(LongFunction<ApiTraffic> with, LongFunction<ApiTraffic> without)
      throws InterruptedException, ExecutionException {
    // what is called for the first time is not compiled yet
    postsPerSecond(with);
    postsPerSecond(without);
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < scale.pairs(); i++) {
      boolean withFirst = i % 2 == 0;
      double first = postsPerSecond(withFirst ? with : without);
      double second = postsPerSecond(withFirst ? without : with);
      ratios.add(withFirst ? first / second : second / first);
    }
    return Spread.of(ratios).toString();
  }

  private double postsPerSecond(LongFunction<ApiTraffic> traffic)
      throws InterruptedException, ExecutionException {
    PostLoad load = new PostLoad(traffic.apply(seed++), CONNECTIONS);
    Posted posted = load.run(port, 0, Long.MAX_VALUE, scale.round());
    account.add(posted.tally());
    return posted.count() / posted.seconds();
  }
}
