package dev.footfall.examples.servlet;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The shop's books. */
final class Catalogue {

  private static final List<Book> BOOKS =
      List.of(
          book(1, "Frankenstein", "Mary Shelley", "horror", "8.90", 12),
          book(2, "Middlemarch", "George Eliot", "classic", "11.50", 7),
          book(3, "Moby-Dick", "Herman Melville", "classic", "10.90", 31),
          book(4, "Dracula", "Bram Stoker", "horror", "7.90", 0),
          book(5, "The Moonstone", "Wilkie Collins", "crime", "9.50", 18),
          book(6, "A Study in Scarlet", "Arthur Conan Doyle", "crime", "6.90", 44),
          book(7, "The Time Machine", "H. G. Wells", "science fiction", "6.50", 23),
          book(8, "Walden", "Henry David Thoreau", "essay", "8.20", 5));

  private static Book book(
      int id, String title, String author, String genre, String price, int stock) {
    return new Book(id, title, author, genre, new BigDecimal(price), stock);
  }

  List<Book> all() {
    return BOOKS;
  }

  List<Book> ofGenre(String genre) {
    return BOOKS.stream().filter(book -> book.genre().equals(genre)).toList();
  }

  Optional<Book> find(int id) {
    return BOOKS.stream().filter(book -> book.id() == id).findFirst();
  }

  Book any() {
    return BOOKS.get(ThreadLocalRandom.current().nextInt(BOOKS.size()));
  }
}
