package io.tocsin.web.incidents;

import io.tocsin.web.page.Viewer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Server-sent events: numbers of incidents that changed, and a beat that says we are there. */
@Controller
class LiveController {
  private static final Logger log = LoggerFactory.getLogger(LiveController.class);

  /** Pages take twice this without a sign for "server gone". */
  private static final Duration BEAT = Duration.ofSeconds(5);

  /** A page that was refused asks again after this. */
  private static final Duration RETRY = Duration.ofSeconds(30);

  /** Then the page connects anew, which checks its session. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final LiveIncidents live;

  LiveController(LiveIncidents live) {
    this.live = live;
  }

  @GetMapping("/live")
  ResponseEntity<SseEmitter> live(@AuthenticationPrincipal Viewer viewer) {
    Optional<LivePage> page = live.open(viewer.tenant());
    if (page.isEmpty()) {
      return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
          .header(HttpHeaders.RETRY_AFTER, Long.toString(RETRY.toSeconds()))
          .build();
    }
    SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
    emitter.onCompletion(page.get()::close);
    emitter.onTimeout(page.get()::close);
    emitter.onError(gone -> page.get().close());
    Thread.ofVirtual().name("tocsin-live-page").start(() -> send(page.get(), emitter));
    return ResponseEntity.ok()
        .contentType(MediaType.TEXT_EVENT_STREAM)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("X-Accel-Buffering", "no")
        .body(emitter);
  }

  private static void send(LivePage page, SseEmitter emitter) {
    try (page) {
      emitter.send(SseEmitter.event().name("beat").data(""));
      while (page.isOpen()) {
        List<Long> numbers = page.take(BEAT);
        if (numbers.isEmpty()) {
          emitter.send(SseEmitter.event().name("beat").data(""));
        }
        for (long number : numbers) {
          emitter.send(SseEmitter.event().name("incident").data(number));
        }
      }
      emitter.complete();
    } catch (IOException | IllegalStateException gone) {
      log.debug("A live page has gone");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
