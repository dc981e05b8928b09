package dev.footfall.server.demo;

import static dev.footfall.server.demo.Service.BOOKSHOP;
import static dev.footfall.server.demo.Service.MEMBERS;
import static dev.footfall.server.demo.Service.PAYMENTS;
import static dev.footfall.server.demo.Service.SHIPPING;

import java.util.List;

/** All routes of the services, and those that strangers come for. */
final class Catalogue {
  static final List<Route> ROUTES =
      List.of(
          get(BOOKSHOP, "/v1/books", "/v1/books", 300, 180, 22, 8_400),
          get(BOOKSHOP, "/v1/books/*", "/v1/books/{9000}", 420, 520, 9, 1_250),
          get(BOOKSHOP, "/v1/authors/*", "/v1/authors/{1200}", 70, 30, 12, 2_100),
          get(BOOKSHOP, "/v1/reviews/*", "/v1/reviews/{9000}", 90, 0, 31, 4_600),
          post(BOOKSHOP, "/v1/reviews", "/v1/reviews", 9, 0, 44),
          get(BOOKSHOP, "/v1/recommendations", "/v1/recommendations", 120, 0, 160, 3_300),
          get(BOOKSHOP, "/v1/basket", "/v1/basket", 110, 0, 8, 640),
          post(BOOKSHOP, "/v1/basket/items", "/v1/basket/items", 70, 0, 19),
          delete(BOOKSHOP, "/v1/basket/items/*", "/v1/basket/items/{9}", 16, 14),
          post(BOOKSHOP, "/v1/orders", "/v1/orders", 85, 40, 95),
          get(BOOKSHOP, "/v1/orders/*", "/v1/orders/{80000}", 60, 45, 14, 980),
          post(BOOKSHOP, "/v1/vouchers", "/v1/vouchers", 12, 0, 27),
          get(BOOKSHOP, "/v1/stock", "/v1/stock", 0, 140, 48, 15_200),
          get(BOOKSHOP, "/v1/reports/sales", "/v1/reports/sales", 0, 4, 2_400, 96_000),
          get(MEMBERS, "/v1/catalogue/search", "/v1/catalogue/search", 560, 120, 74, 6_100),
          get(
              MEMBERS,
              "/v1/catalogue/{id}/availability",
              "/v1/catalogue/{9000}/availability",
              150,
              60,
              17,
              310),
          get(MEMBERS, "/v1/members/{id}", "/v1/members/{1900}", 170, 0, 11, 720),
          put(MEMBERS, "/v1/members/{id}", "/v1/members/{1900}", 6, 38),
          get(MEMBERS, "/v1/members/{id}/loans", "/v1/members/{1900}/loans", 130, 0, 21, 1_900),
          post(MEMBERS, "/v1/members/{id}/loans", "/v1/members/{1900}/loans", 48, 0, 52),
          delete(
              MEMBERS, "/v1/members/{id}/loans/{book}", "/v1/members/{1900}/loans/{9000}", 44, 33),
          get(
              MEMBERS,
              "/v1/members/{id}/reservations",
              "/v1/members/{1900}/reservations",
              52,
              0,
              18,
              850),
          post(
              MEMBERS,
              "/v1/members/{id}/reservations",
              "/v1/members/{1900}/reservations",
              20,
              0,
              41),
          get(MEMBERS, "/v1/members/{id}/fines", "/v1/members/{1900}/fines", 24, 0, 15, 260),
          get(MEMBERS, "/v1/branches", "/v1/branches", 30, 12, 6, 5_200),
          get(MEMBERS, "/v1/branches/{id}/hours", "/v1/branches/{40}/hours", 38, 0, 5, 420),
          get(PAYMENTS, "/v1/rates", "/v1/rates", 20, 330, 35, 1_800),
          post(PAYMENTS, "/v1/payments", "/v1/payments", 92, 60, 180),
          get(PAYMENTS, "/v1/payments/{id}", "/v1/payments/p{90000}", 110, 150, 13, 540),
          get(
              PAYMENTS,
              "/v1/payments/{id}/events",
              "/v1/payments/p{90000}/events",
              22,
              0,
              900,
              300),
          post(PAYMENTS, "/v1/payments/{id}/refund", "/v1/payments/p{90000}/refund", 7, 12, 210),
          get(PAYMENTS, "/v1/methods", "/v1/methods", 44, 0, 10, 480),
          post(PAYMENTS, "/v1/methods", "/v1/methods", 8, 0, 120),
          delete(PAYMENTS, "/v1/methods/{id}", "/v1/methods/{400}", 4, 26),
          get(PAYMENTS, "/v1/payouts", "/v1/payouts", 0, 42, 60, 7_700),
          get(PAYMENTS, "/v1/payouts/{id}", "/v1/payouts/{3000}", 0, 55, 16, 900),
          get(PAYMENTS, "/v1/disputes", "/v1/disputes", 0, 14, 55, 2_300),
          post(PAYMENTS, "/v1/disputes/{id}/evidence", "/v1/disputes/{500}/evidence", 0, 4, 340),
          post(SHIPPING, "/v1/shipments", "/v1/shipments", 18, 70, 130),
          get(SHIPPING, "/v1/shipments/{id}", "/v1/shipments/{70000}", 40, 120, 12, 890),
          get(
              SHIPPING,
              "/v1/shipments/{id}/tracking",
              "/v1/shipments/{70000}/tracking",
              170,
              190,
              58,
              1_700),
          get(
              SHIPPING,
              "/v1/shipments/{id}/label",
              "/v1/shipments/{70000}/label",
              0,
              80,
              420,
              48_000),
          delete(SHIPPING, "/v1/shipments/{id}", "/v1/shipments/{70000}", 3, 29),
          post(SHIPPING, "/v1/quotes", "/v1/quotes", 46, 85, 88),
          get(SHIPPING, "/v1/carriers", "/v1/carriers", 5, 24, 7, 1_100),
          get(SHIPPING, "/v1/zones/{country}", "/v1/zones/{60}", 12, 35, 9, 620),
          post(SHIPPING, "/v1/pickups", "/v1/pickups", 0, 16, 140));

  /** What crawlers read. */
  static final List<Route> PUBLIC =
      ROUTES.stream()
          .filter(
              route ->
                  route.method().equals("GET")
                      && route.template().matches("/v1/(books|authors|reviews|catalogue|bran).*"))
          .toList();

  /** What those try who look for an open door; none is there. */
  static final List<Route> DOORS =
      List.of(
          door(BOOKSHOP, "/.env"),
          door(BOOKSHOP, "/wp-login.php"),
          door(MEMBERS, "/actuator/env"),
          door(MEMBERS, "/.git/config"),
          door(PAYMENTS, "/admin/config"),
          door(SHIPPING, "/backup.zip"));

  /** Declared, and never called. */
  static final List<String> UNUSED =
      List.of("GET /v1/reports/returns", "POST /v1/imports", "DELETE /v1/cache");

  private Catalogue() {}

  static Route health(Service service) {
    return get(service, "/health", "/health", 0, 0, 2, 2);
  }

  private static Route get(
      Service service,
      String template,
      String path,
      int customers,
      int partners,
      int millis,
      int bytes) {
    return new Route(service, "GET", template, path, customers, partners, millis, bytes);
  }

  private static Route post(
      Service service, String template, String path, int customers, int partners, int millis) {
    return new Route(service, "POST", template, path, customers, partners, millis, 420);
  }

  private static Route put(
      Service service, String template, String path, int customers, int millis) {
    return new Route(service, "PUT", template, path, customers, 0, millis, 420);
  }

  private static Route delete(
      Service service, String template, String path, int customers, int millis) {
    return new Route(service, "DELETE", template, path, customers, 0, millis, 0);
  }

  private static Route door(Service service, String path) {
    return new Route(service, "GET", "", path, 0, 0, 2, 90);
  }
}
