package io.tocsin.web.tickets;

import io.tocsin.model.ticket.TicketHook;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where Jira, GitHub or GitLab posts that a ticket has changed; its signature is its way in. */
@RestController
class TicketHookApi {
  /** GitHub posts no more than 25 MB; what Tocsin needs stands in far less. */
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  /** Anybody may post before the signature is looked at: so many bodies are held at once. */
  private static final int MAX_BODIES = 4;

  private final Semaphore bodies = new Semaphore(MAX_BODIES);
  private final TicketHook hook;

  TicketHookApi(TicketHook hook) {
    this.hook = hook;
  }

  /** Beyond {@link #MAX_BODIES} 503: the next poll makes up for a post that was turned away. */
  @PostMapping("/hooks/tracker")
  ResponseEntity<Void> post(HttpServletRequest request) throws IOException {
    if (!bodies.tryAcquire()) {
      return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
    }
    try {
      return take(request);
    } finally {
      bodies.release();
    }
  }

  private ResponseEntity<Void> take(HttpServletRequest request) throws IOException {
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
