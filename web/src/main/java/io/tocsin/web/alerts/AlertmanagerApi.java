package io.tocsin.web.alerts;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What clients of an Alertmanager ask of the server itself. */
@RestController
class AlertmanagerApi {
  /** Alertmanager sends each alert to receivers; here all go to the bot. */
  static final Map<String, String> RECEIVER = Map.of("name", "tocsin");

  /** Of the API: clients look at it. */
  private static final String VERSION = "0.25.0";

  private final Instant startedAt;

  AlertmanagerApi(InstantSource clock) {
    this.startedAt = clock.instant();
  }

  @GetMapping("/api/v2/status")
  Map<String, Object> status() {
    return Map.of(
        "cluster", Map.of("status", "disabled", "peers", List.of()),
        "config", Map.of("original", ""),
        "uptime", startedAt.toString(),
        "versionInfo",
            Map.of(
                "branch", "tocsin",
                "buildDate", "",
                "buildUser", "",
                "goVersion", "",
                "revision", "",
                "version", VERSION));
  }

  @GetMapping("/api/v2/receivers")
  List<Map<String, String>> receivers() {
    return List.of(RECEIVER);
  }
}
