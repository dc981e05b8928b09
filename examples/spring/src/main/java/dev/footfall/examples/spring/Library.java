package dev.footfall.examples.spring;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The library's books, its members, and who has borrowed what. Thread-safe. */
@Component
final class Library {

  private static final int MEMBERS = 60;
  private static final LocalDate OPENED = LocalDate.of(2019, 3, 1);
  private static final int DAYS_LENT = 28;
  private static final List<Book> BOOKS =
      List.of(
          new Book(1, "Frankenstein", "Mary Shelley", 14),
          new Book(2, "Middlemarch", "George Eliot", 11),
          new Book(3, "Moby-Dick", "Herman Melville", 9),
          new Book(4, "Dracula", "Bram Stoker", 8),
          new Book(5, "The Moonstone", "Wilkie Collins", 7),
          new Book(6, "A Study in Scarlet", "Arthur Conan Doyle", 6),
          new Book(7, "The Time Machine", "H. G. Wells", 1),
          new Book(8, "Walden", "Henry David Thoreau", 0));

  private final Set<Loan> loans = ConcurrentHashMap.newKeySet();

  /** There is no member, book or loan of that number. */
  static final class NotThere extends RuntimeException {
    NotThere(String what, int id) {
      super("There is no %s %d.".formatted(what, id));
    }
  }

  static final class AllLent extends RuntimeException {
    AllLent(Book book) {
      super("All copies of %s are lent.".formatted(book.title()));
    }
  }

  Member member(int id) {
    if (id < 1 || id > MEMBERS) {
      throw new NotThere("member", id);
    }
    return new Member(id, "Reader " + id, OPENED.plusDays(id * 37L));
  }

  Book book(int id) {
    return BOOKS.stream()
        .filter(book -> book.id() == id)
        .findFirst()
        .orElseThrow(() -> new NotThere("book", id));
  }

  /** Like many an application it has a bug: what somebody looks for is taken for a pattern. */
  List<Book> search(String words) {
    Pattern pattern = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
    return BOOKS.stream()
        .filter(book -> pattern.matcher(book.title() + " " + book.author()).find())
        .toList();
  }

  List<Loan> loansOf(Member member) {
    return loans.stream().filter(loan -> loan.member() == member.id()).toList();
  }

  int copiesLeft(Book book) {
    return book.copies() - (int) loans.stream().filter(loan -> loan.book() == book.id()).count();
  }

  synchronized Loan lend(Book book, Member member) {
    if (copiesLeft(book) < 1) {
      throw new AllLent(book);
    }
    Loan loan = new Loan(book.id(), member.id(), LocalDate.now(ZoneOffset.UTC).plusDays(DAYS_LENT));
    loans.add(loan);
    return loan;
  }

  void takeBack(Book book, Member member) {
    if (!loans.removeIf(l -> l.book() == book.id() && l.member() == member.id())) {
      throw new NotThere("loan of book", book.id());
    }
  }
}
