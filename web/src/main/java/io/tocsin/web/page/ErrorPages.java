package io.tocsin.web.page;

import io.tocsin.model.access.Role;
import io.tocsin.model.access.User;
import io.tocsin.model.access.UserStore;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Says what failed and what to do; never what happened inside. */
@Controller
class ErrorPages implements ErrorController {
  private static final List<Integer> KNOWN = List.of(400, 403, 404, 405, 409, 429, 503);

  private final UserStore users;

  ErrorPages(UserStore users) {
    this.users = users;
  }

  @RequestMapping("/error")
  Object error(HttpServletRequest request, @AuthenticationPrincipal @Nullable Viewer viewer) {
    HttpStatus status = status(request);
    Object uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    if (uri instanceof String path && path.startsWith("/api/")) {
      return ResponseEntity.status(status)
          .contentType(MediaType.APPLICATION_JSON)
          .body(Map.of("status", status.value(), "error", status.getReasonPhrase()));
    }
    String kind = KNOWN.contains(status.value()) ? "error." + status.value() : "error.500";
    List<String> admins =
        status == HttpStatus.FORBIDDEN && viewer != null
            ? users.users(viewer.tenant()).stream()
                .filter(user -> user.role() == Role.ADMIN)
                .map(User::name)
                .toList()
            : List.of();
    ModelAndView page = new ModelAndView("error");
    page.setStatus(status);
    page.addObject("status", status.value());
    page.addObject("kind", kind);
    page.addObject("admins", admins);
    return page;
  }

  private static HttpStatus status(HttpServletRequest request) {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
    return status == null ? HttpStatus.NOT_FOUND : status;
  }
}
