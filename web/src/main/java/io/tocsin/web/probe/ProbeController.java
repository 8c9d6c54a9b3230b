package io.tocsin.web.probe;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /healthz} and {@code /readyz}, open to all: they name parts, never data. Also under the
 * addresses that Prometheus' programs have for them.
 */
@RestController
class ProbeController {
  private final Parts parts;

  ProbeController(Parts parts) {
    this.parts = parts;
  }

  /** 200 as long as the process answers at all: a restart would not mend a full disk. */
  @GetMapping(
      path = {"/healthz", "/-/healthy"},
      produces = MediaType.TEXT_PLAIN_VALUE)
  String alive() {
    return "ok\n";
  }

  /** 200 when no part is down, else 503 and the names of those that are. */
  @GetMapping(
      path = {"/readyz", "/-/ready"},
      produces = MediaType.TEXT_PLAIN_VALUE)
  ResponseEntity<String> ready() {
    Readiness now = Readiness.of(parts.health());
    return ResponseEntity.status(now.ready() ? 200 : 503).body(now.text());
  }
}
