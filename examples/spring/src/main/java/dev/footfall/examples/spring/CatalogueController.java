package dev.footfall.examples.spring;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the library has. */
@RestController
@RequestMapping("/v1/catalogue")
final class CatalogueController {

  private final Library library;
  private final AsyncTaskExecutor branches = new SimpleAsyncTaskExecutor("branches-");

  record Availability(int book, int copies, int left) {}

  CatalogueController(Library library) {
    this.library = library;
  }

  /** Takes its time now and then, as with an index that is out of memory. */
  @GetMapping("/search")
  List<Book> search(@RequestParam("q") String words) throws InterruptedException {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    Thread.sleep(random.nextInt(12) == 0 ? random.nextLong(200, 700) : random.nextLong(2, 15));
    return library.search(words);
  }

  /** No thread of the server waits for the branches to be asked. */
  @GetMapping("/{id}/availability")
  CompletableFuture<Availability> availability(@PathVariable int id) {
    Book book = library.book(id);
    return branches.submitCompletable(() -> askBranches(book));
  }

  private Availability askBranches(Book book) throws InterruptedException {
    Thread.sleep(ThreadLocalRandom.current().nextLong(10, 60));
    return new Availability(book.id(), book.copies(), library.copiesLeft(book));
  }
}
