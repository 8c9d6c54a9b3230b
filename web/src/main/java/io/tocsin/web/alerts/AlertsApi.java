package io.tocsin.web.alerts;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.AlertIntake;
import io.tocsin.model.alert.AlertSearch;
import io.tocsin.model.alert.AlertsRefusedException;
import io.tocsin.web.page.Viewer;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The part of Alertmanager's API v2 that is about alerts; Prometheus sends to it. */
@RestController
@RequestMapping("/api/v2/alerts")
class AlertsApi {
  /** As Prometheus calls what it sends, whatever its version. */
  private static final String FORMAT = "prometheus";

  private static final int MOST = 20_000;

  private final AlertIntake intake;
  private final AlertSearch alerts;

  AlertsApi(AlertIntake intake, AlertSearch alerts) {
    this.intake = intake;
    this.alerts = alerts;
  }

  /** Answers when all of it is on disk. */
  @PostMapping
  void post(@AuthenticationPrincipal Viewer viewer, InputStream body)
      throws IOException, AlertsRefusedException {
    intake.take(viewer.tenant(), FORMAT, body);
  }

  @GetMapping
  List<Map<String, Object>> list(@AuthenticationPrincipal Viewer viewer) {
    return alerts.firing(viewer.tenant(), null, MOST).stream().map(AlertsApi::document).toList();
  }

  /** By name of alert. */
  @GetMapping("/groups")
  List<Map<String, Object>> groups(@AuthenticationPrincipal Viewer viewer) {
    Map<String, List<Alert>> byName =
        alerts.firing(viewer.tenant(), null, MOST).stream()
            .collect(
                Collectors.groupingBy(
                    alert -> alert.labels().getOrDefault(Alert.NAME, ""),
                    TreeMap::new,
                    Collectors.toList()));
    return byName.entrySet().stream()
        .map(group -> {
          Map<String, Object> document = new LinkedHashMap<>();
          document.put("labels", Map.of(Alert.NAME, group.getKey()));
          document.put("receiver", AlertmanagerApi.RECEIVER);
          document.put("alerts", group.getValue().stream().map(AlertsApi::document).toList());
          return document;
        })
        .toList();
  }

  private static Map<String, Object> document(Alert alert) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("labels", alert.labels());
    document.put("annotations", alert.annotations());
    document.put("startsAt", alert.startsAt().toString());
    document.put("endsAt", alert.endsAt().toString());
    document.put("updatedAt", alert.updatedAt().toString());
    document.put("fingerprint", alert.key().substring(0, 16));
    document.put("receivers", List.of(AlertmanagerApi.RECEIVER));
    document.put(
        "status", Map.of("state", "active", "silencedBy", List.of(), "inhibitedBy", List.of()));
    document.put("generatorURL", alert.link() == null ? "" : alert.link());
    return document;
  }
}
