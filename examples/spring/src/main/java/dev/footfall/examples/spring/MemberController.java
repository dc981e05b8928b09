package dev.footfall.examples.spring;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Members' accounts: who they are and what they have borrowed. */
@RestController
@RequestMapping("/v1/members/{id}")
final class MemberController {

  private final Library library;

  record Wish(int book) {}

  MemberController(Library library) {
    this.library = library;
  }

  /** Called before each of the others. */
  @ModelAttribute
  void requireToken(
      @RequestHeader(name = "X-Auth-Token", required = false) @Nullable String token) {
    if (token == null) {
      throw new ResponseStatusException(HttpStatus.UNAUTHORIZED, "Accounts need an X-Auth-Token.");
    }
  }

  @GetMapping
  Member member(@PathVariable int id) {
    return library.member(id);
  }

  @GetMapping("/loans")
  List<Loan> loans(@PathVariable int id) {
    return library.loansOf(library.member(id));
  }

  @PostMapping("/loans")
  ResponseEntity<Loan> borrow(@PathVariable int id, @RequestBody Wish wish) {
    Loan loan = library.lend(library.book(wish.book()), library.member(id));
    URI there = URI.create("/v1/members/%d/loans/%d".formatted(id, loan.book()));
    return ResponseEntity.created(there).body(loan);
  }

  @DeleteMapping("/loans/{book}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void bringBack(@PathVariable int id, @PathVariable int book) {
    library.takeBack(library.book(book), library.member(id));
  }
}
