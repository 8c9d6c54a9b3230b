package io.tocsin.web.alerts;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.AlertIntake;
import io.tocsin.model.alert.AlertSearch;
import io.tocsin.model.alert.AlertsRefusedException;
import io.tocsin.model.mute.Matcher;
import io.tocsin.model.mute.Mutes;
import io.tocsin.web.page.Viewer;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
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
  private final AlertMutes muted;
  private final Mutes mutes;

  AlertsApi(AlertIntake intake, AlertSearch alerts, AlertMutes muted, Mutes mutes) {
    this.intake = intake;
    this.alerts = alerts;
    this.muted = muted;
    this.mutes = mutes;
  }

  /** Answers when all of it is on disk. */
  @PostMapping
  void post(@AuthenticationPrincipal Viewer viewer, InputStream body)
      throws IOException, AlertsRefusedException {
    intake.take(viewer.tenant(), FORMAT, body);
  }

  /**
   * @param request {@code filter}, again and again: matchers, each may hold several; {@code
   *     receiver}: an expression for its name; {@code active}, {@code silenced}, {@code inhibited}:
   *     false leaves those out. None is {@code unprocessed}.
   */
  @GetMapping
  List<Map<String, Object>> list(
      @AuthenticationPrincipal Viewer viewer, @RequestParam MultiValueMap<String, String> request) {
    return wanted(viewer, request).stream().map(AlertsApi::document).toList();
  }

  private List<MutedAlert> wanted(Viewer viewer, MultiValueMap<String, String> request) {
    List<Matcher> matchers =
        request.getOrDefault("filter", List.of()).stream()
            .flatMap(text -> Matcher.parse(text).stream())
            .toList();
    List<Alert> matching =
        alerts.firing(viewer.tenant(), MOST).stream()
            .filter(alert -> mutes.match(matchers, alert.labels()))
            .toList();
    return goToTheBot(request.getFirst("receiver"))
        ? muted.of(viewer.tenant(), matching).stream()
            .filter(alert -> shows(request, "active") || !alert.isActive())
            .filter(alert -> shows(request, "silenced") || alert.silencedBy().isEmpty())
            .filter(alert -> shows(request, "inhibited") || alert.inhibitedBy().isEmpty())
            .toList()
        : List.of();
  }

  private static boolean shows(MultiValueMap<String, String> request, String which) {
    return !"false".equals(request.getFirst(which));
  }

  /**
   * @param receivers an expression; null or empty for all
   */
  private boolean goToTheBot(@Nullable String receivers) {
    return receivers == null
        || receivers.isEmpty()
        || mutes.match(
            List.of(new Matcher("name", receivers, true, true)), AlertmanagerApi.RECEIVER);
  }

  /** By name of alert. */
  @GetMapping("/groups")
  List<Map<String, Object>> groups(
      @AuthenticationPrincipal Viewer viewer, @RequestParam MultiValueMap<String, String> request) {
    Map<String, List<MutedAlert>> byName =
        wanted(viewer, request).stream()
            .collect(
                Collectors.groupingBy(
                    muted -> muted.alert().labels().getOrDefault(Alert.NAME, ""),
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

  private static Map<String, Object> document(MutedAlert muted) {
    Alert alert = muted.alert();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("labels", alert.labels());
    document.put("annotations", alert.annotations());
    document.put("startsAt", alert.startsAt().toString());
    document.put("endsAt", alert.endsAt().toString());
    document.put("updatedAt", alert.updatedAt().toString());
    document.put("fingerprint", alert.key().substring(0, 16));
    document.put("receivers", List.of(AlertmanagerApi.RECEIVER));
    document.put(
        "status",
        Map.of(
            "state", muted.isActive() ? "active" : "suppressed",
            "silencedBy", muted.silencedBy(),
            "inhibitedBy", muted.inhibitedBy()));
    document.put("generatorURL", alert.link() == null ? "" : alert.link());
    return document;
  }
}
