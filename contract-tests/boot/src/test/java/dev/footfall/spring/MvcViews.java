package dev.footfall.spring;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Pages that another one answers. */
@Controller
class MvcViews {

  @GetMapping("/forward")
  String forward() {
    return "forward:/text";
  }

  @GetMapping("/forward-chain")
  String forwardToAForward() {
    return "forward:/forward";
  }

  @GetMapping("/include")
  void include(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    request.getRequestDispatcher("/text").include(request, response);
  }
}
