package io.tocsin.web.tickets;

import io.tocsin.model.ticket.TicketHook;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where Jira, GitHub or GitLab posts that a ticket has changed; its signature is its way in. */
@RestController
class TicketHookApi {
  /** GitHub posts no more than 25 MB; what Tocsin needs stands in far less. */
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  private final TicketHook hook;

  TicketHookApi(TicketHook hook) {
    this.hook = hook;
  }

  @PostMapping("/hooks/tracker")
  ResponseEntity<Void> post(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(MAX_BYTES + 1);
    if (body.length > MAX_BYTES) {
      return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).build();
    }
    HttpStatus status =
        switch (hook.take(request::getHeader, body)) {
          case TAKEN -> HttpStatus.ACCEPTED;
          case IGNORED -> HttpStatus.NO_CONTENT;
          case FORGED -> HttpStatus.UNAUTHORIZED;
          case OFF -> HttpStatus.NOT_FOUND;
        };
    return ResponseEntity.status(status).build();
  }
}
