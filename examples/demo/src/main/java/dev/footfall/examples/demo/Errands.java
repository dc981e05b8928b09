package dev.footfall.examples.demo;

import static dev.footfall.examples.demo.Service.BOOKSHOP;
import static dev.footfall.examples.demo.Service.MEMBERS;
import static dev.footfall.examples.demo.Service.PAYMENTS;

import dev.footfall.examples.demo.Errand.Call;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** What people come for, and what goes wrong with it. Not thread-safe. */
final class Errands {

  private static final int FIRST_PAYMENT = 1_001;

  /** More than any bank takes: the payments' bug. */
  private static final int TOO_MUCH = 5_000_000;

  private final Random random = new Random();
  private int paymentsMade;

  /** What a customer does who is also a member of the lending library. */
  List<Errand> ofCustomer(int number) {
    String account = "/v1/members/" + number;
    return List.of(
        Errand.get(30, BOOKSHOP, "/v1/books"),
        Errand.get(10, BOOKSHOP, "/v1/books?genre=crime"),
        Errand.get(40, BOOKSHOP, () -> "/v1/books/" + bookId()),
        Errand.get(12, BOOKSHOP, "/v1/recommendations"),
        Errand.post(7, BOOKSHOP, "/v1/orders", () -> order(1)),
        // more than the shop has: its bug
        Errand.post(1, BOOKSHOP, "/v1/orders", () -> order(100)),
        Errand.get(14, MEMBERS, account),
        Errand.get(9, MEMBERS, account + "/loans"),
        new Errand(12, MEMBERS, lending(account)),
        Errand.get(16, MEMBERS, "/v1/catalogue/search?q=time"),
        // taken for a pattern: the library's bug
        Errand.get(1, MEMBERS, "/v1/catalogue/search?q=*"),
        Errand.get(8, MEMBERS, () -> "/v1/catalogue/%d/availability".formatted(bookId())),
        Errand.post(9, PAYMENTS, "/v1/payments", () -> payment(random.nextInt(500, 9_000))),
        Errand.post(1, PAYMENTS, "/v1/payments", () -> payment(TOO_MUCH)),
        Errand.get(10, PAYMENTS, this::somePayment),
        Errand.get(3, PAYMENTS, () -> somePayment() + "/events"),
        new Errand(2, PAYMENTS, () -> new Call("POST", somePayment() + "/refund", "")));
  }

  List<Errand> ofPartner() {
    return List.of(
        Errand.get(20, BOOKSHOP, "/v1/books"),
        Errand.get(60, BOOKSHOP, () -> "/v1/books/" + random.nextInt(1, 12)),
        Errand.get(2, BOOKSHOP, "/v1/reports/sales"),
        Errand.get(25, PAYMENTS, "/v1/rates"));
  }

  /** Has not read how to log in. */
  static List<Errand> ofTinkerer() {
    return List.of(
        Errand.get(5, BOOKSHOP, "/health"),
        Errand.get(5, BOOKSHOP, "/v1/books"),
        Errand.post(1, BOOKSHOP, "/v1/orders", () -> "not what it expects"),
        Errand.get(2, MEMBERS, "/v1/members/1"),
        Errand.get(2, PAYMENTS, "/v1/payments/p1001"));
  }

  static List<Errand> ofCrawler() {
    return List.of(
        Errand.get(1, BOOKSHOP, "/robots.txt"),
        Errand.get(3, BOOKSHOP, "/index.html"),
        Errand.get(6, BOOKSHOP, "/v1/books"),
        Errand.get(2, MEMBERS, "/v1/catalogue/search?q="));
  }

  /** Tries whether a door is open. */
  static List<Errand> ofBurglar() {
    return List.of(
        Errand.get(1, BOOKSHOP, "/.env"),
        Errand.get(1, BOOKSHOP, "/wp-login.php"),
        Errand.get(1, MEMBERS, "/actuator/env"),
        Errand.get(1, MEMBERS, "/.git/config"),
        Errand.get(1, PAYMENTS, "/admin/config"));
  }

  /** Brings back what was borrowed before something else is. */
  private Supplier<Call> lending(String account) {
    Deque<Integer> borrowed = new ArrayDeque<>();
    return () -> {
      Integer book = borrowed.poll();
      if (book != null) {
        return new Call("DELETE", account + "/loans/" + book, "");
      }
      borrowed.add(bookId());
      return new Call("POST", account + "/loans", "{\"book\":%d}".formatted(borrowed.peek()));
    };
  }

  /** The first books are the popular ones; the shop has none of the last id. */
  private int bookId() {
    return 1 + (int) (9 * random.nextDouble() * random.nextDouble());
  }

  private String order(int copies) {
    return "{\"book\":%d,\"copies\":%d}".formatted(bookId(), copies);
  }

  private String payment(int amount) {
    if (amount < TOO_MUCH) {
      paymentsMade++;
    }
    return "{\"amount\":%d,\"currency\":\"EUR\"}".formatted(amount);
  }

  /** One of the newest; before there is any, one that will be. */
  private String somePayment() {
    int newest = FIRST_PAYMENT + Math.max(0, paymentsMade - 2);
    return "/v1/payments/p" + Math.max(FIRST_PAYMENT, newest - random.nextInt(20));
  }
}
