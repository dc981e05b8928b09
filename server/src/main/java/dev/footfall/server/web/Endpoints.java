package dev.footfall.server.web;

import dev.footfall.server.answer.Answers;
import dev.footfall.server.ingest.Ingest;
import dev.footfall.server.ingest.PostKind;
import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.retention.RetentionRules;
import dev.footfall.server.store.Store;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All calls of the API: the one place that says where each is and what it needs. */
final class Endpoints {
  private static final Clock CLOCK = Clock.systemUTC();

  private final List<Endpoint> all = new ArrayList<>();
  private final Access access;
  private final AccessLog calls;
  private final Limits limits;
  private final OwnUsage ownUsage;

  Endpoints(WebSettings settings, Store store, Ingest ingest, Answers answers) {
    PublicOrigin origin = new PublicOrigin(settings.trustedProxies());
    SessionCookie session = new SessionCookie(settings.basePath(), origin);
    access = new Access(settings, session, store, CLOCK);
    calls = new AccessLog(settings.accessLog());
    limits = new Limits(settings, System::nanoTime);
    ownUsage = new OwnUsage(settings, store);
    ingest(store, ingest);
    projects(store);
    credentials(store, new ShareHandler(store, CLOCK, origin, settings.basePath()));
    settings(settings.retention(), store, ingest, answers);
    session(new SessionHandler(settings, access, limits, session, origin, store));
    compatible(store);
    logs(store);
    get("/api/v1/routes", Need.READ, new RoutesHandler(store));
    get("/api/v1/losses", Need.READ, new LossesHandler(store));
    get("/api/v1/newest", Need.READ_FILTERED, new NewestHandler(store));
    QueryHandler queries = new QueryHandler(answers);
    post("/api/v1/query", Need.READ_FILTERED, queries::ask);
    delete("/api/v1/query/{id}", Need.READ_FILTERED, queries::stop);
    post("/api/v1/explain", Need.READ_FILTERED, new ExplainHandler(answers));
    post("/api/v1/anomalies", Need.READ_FILTERED, new AnomaliesHandler(answers));
    post("/api/v1/compact", Need.OPERATOR, UnwantedBody.before(new CompactionHandler(store)));
    get("/api/v1/backup", Need.ADMIN_TOKEN, new BackupHandler(store, CLOCK));
    post("/api/v1/self", Need.OPERATOR, UnwantedBody.before(ownUsage::answerKey));
    HealthHandler health = new HealthHandler(ingest, store.uses(), settings.version());
    get("/api/health", Need.NOTHING, health);
    add(HandlerType.HEAD, "/api/health", Need.NOTHING, health);
    get("/api/openapi.json", Need.NOTHING, new OpenApiHandler(settings, all));
    get(
        "/metrics",
        Need.OPERATOR,
        ctx -> new MetricsPage(settings, ingest, answers, calls).answer(ctx));
  }

  private void ingest(Store store, Ingest ingest) {
    PostHandler requests = new PostHandler(ingest, PostKind.REQUESTS, limits);
    post("/api/requests", Need.WRITE, requests);
    post("/api/log-request", Need.WRITE, requests);
    post("/api/events", Need.WRITE, new PostHandler(ingest, PostKind.EVENTS, limits));
    post("/api/routes", Need.WRITE, new PostHandler(ingest, PostKind.ROUTES, limits));
    post("/api/v1/import", Need.ADMIN, new ImportHandler(store, ingest));
  }

  private void projects(Store store) {
    GenerateHandler generate = new GenerateHandler(store);
    for (String path : List.of("/api/generate", "/api/generate-api-key")) {
      get(path, Need.SIGN_UP, generate);
      post(path, Need.SIGN_UP, UnwantedBody.before(generate));
    }
    DeletionHandler deletion = new DeletionHandler(store);
    UserDataHandler userData = new UserDataHandler(store);
    get("/api/v1/user-data", Need.ADMIN, userData::read);
    delete("/api/v1/user-data", Need.ADMIN, userData::delete);
    get("/api/v1/user-data/summary", Need.ADMIN, userData::summarize);
    delete("/api/data", Need.ADMIN, deletion::deleteRecords);
    delete("/api/account", Need.ADMIN, deletion::deleteAccount);
    get("/api/delete/{key}", Need.NOTHING, deletion::explain);
  }

  private void credentials(Store store, ShareHandler shares) {
    KeyHandler keys = new KeyHandler(store);
    get("/api/v1/keys", Need.ADMIN, keys::list);
    post("/api/v1/keys", Need.ADMIN, keys::make);
    delete("/api/v1/keys/{id}", Need.ADMIN, keys::revoke);
    TokenHandler tokens = new TokenHandler(store, CLOCK);
    get("/api/v1/tokens", Need.ADMIN, tokens::list);
    post("/api/v1/tokens", Need.ADMIN, tokens::make);
    delete("/api/v1/tokens/{id}", Need.ADMIN, tokens::revoke);
    get("/api/v1/shares", Need.ADMIN, shares::list);
    post("/api/v1/shares", Need.ADMIN, shares::make);
    delete("/api/v1/shares/{id}", Need.ADMIN, shares::revoke);
    ViewHandler views = new ViewHandler(store);
    get("/api/v1/views", Need.READ, views::list);
    post("/api/v1/views", Need.ADMIN, views::make);
    delete("/api/v1/views/{id}", Need.ADMIN, views::delete);
  }

  private void settings(RetentionRules retention, Store store, Ingest ingest, Answers answers) {
    SettingsHandler settings = new SettingsHandler(store, ingest, retention);
    SettingsPreviewHandler preview =
        new SettingsPreviewHandler(
            store,
            new TemplatePreview(answers, CLOCK),
            new RetentionPreview(store, retention, CLOCK));
    get("/api/v1/settings", Need.ADMIN, settings::show);
    add(HandlerType.PATCH, "/api/v1/settings", Need.ADMIN, settings::change);
    post("/api/v1/settings/preview", Need.ADMIN, preview);
  }

  private void session(SessionHandler session) {
    post("/api/v1/session", Need.SIGN_IN, session::signIn);
    get("/api/v1/session", Need.NOTHING, session::show);
    delete("/api/v1/session", Need.NOTHING, session::signOut);
  }

  private void compatible(Store store) {
    SharedRequestsHandler shared = new SharedRequestsHandler(store);
    get("/api/user-id/{key}", Need.KEY, new UserIdHandler(access));
    get("/api/requests/{userId}", Need.SHARE, shared);
    get("/api/requests/{userId}/{page}", Need.SHARE, shared);
    get("/api/data", Need.READ, new DataHandler(store));
  }

  private void logs(Store store) {
    RequestLogHandler requests = new RequestLogHandler(store);
    get("/api/v1/logs/requests", Need.READ_FILTERED, requests);
    get("/api/v1/logs/requests/{id}", Need.READ_FILTERED, requests::one);
    get("/api/v1/logs/events", Need.READ, new EventLogHandler(store));
    get("/api/v1/logs/audit", Need.ADMIN, new AuditLogHandler(store));
    get("/api/v1/exports/requests", Need.READ_FILTERED, new ExportHandler(store, CLOCK));
  }

  /** In the order in which they are to be listed. */
  List<Endpoint> all() {
    return List.copyOf(all);
  }

  AccessLog calls() {
    return calls;
  }

  OwnUsage ownUsage() {
    return ownUsage;
  }

  /** What the server's own usage leaves out: posts, and what machines ask all the time. */
  List<String> unrecorded() {
    return Stream.concat(
            all.stream().filter(endpoint -> endpoint.need() == Need.WRITE).map(Endpoint::path),
            Stream.of("/api/health", "/metrics"))
        .toList();
  }

  /** What an endpoint needs is checked before its handler is called. */
  void register(JavalinDefaultRoutingApi routes) {
    for (Endpoint endpoint : all) {
      routes.addHttpHandler(endpoint.method(), endpoint.path(), ctx -> handle(ctx, endpoint));
    }
  }

  private void handle(Context ctx, Endpoint endpoint) throws Exception {
    try {
      if (endpoint.need() == Need.WRITE) {
        AccessLog.isPost(ctx);
        limits.post(ctx);
      }
      access.require(ctx, endpoint.need());
      endpoint.handler().handle(ctx);
    } catch (Refusal e) {
      throw limits.judge(ctx, endpoint.need(), e);
    }
  }

  private void get(String path, Need need, Handler handler) {
    add(HandlerType.GET, path, need, handler);
  }

  private void post(String path, Need need, Handler handler) {
    add(HandlerType.POST, path, need, handler);
  }

  private void delete(String path, Need need, Handler handler) {
    add(HandlerType.DELETE, path, need, handler);
  }

  private void add(HandlerType method, String path, Need need, Handler handler) {
    boolean takesBody = method.equals(HandlerType.POST) || method.equals(HandlerType.PATCH);
    Handler behind = takesBody ? handler : UnwantedBody.before(handler);
    all.add(new Endpoint(method, path, need, behind));
  }
}
