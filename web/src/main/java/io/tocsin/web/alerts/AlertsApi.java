package io.tocsin.web.alerts;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.AlertIntake;
import io.tocsin.model.alert.AlertSearch;
import io.tocsin.model.alert.AlertsRefusedException;
import io.tocsin.model.mute.Matcher;
import io.tocsin.model.mute.Mutes;
import io.tocsin.model.mute.Silence;
import io.tocsin.model.mute.SilenceStore;
import io.tocsin.web.page.Viewer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
  private final SilenceStore silences;
  private final Mutes mutes;
  private final InstantSource clock;

  AlertsApi(
      AlertIntake intake,
      AlertSearch alerts,
      SilenceStore silences,
      Mutes mutes,
      InstantSource clock) {
    this.intake = intake;
    this.alerts = alerts;
    this.silences = silences;
    this.mutes = mutes;
    this.clock = clock;
  }

  /** An alert that fires, with the silences that mute it. */
  private record Heard(Alert alert, List<String> silencedBy) {}

  /** Answers when all of it is on disk. */
  @PostMapping
  void post(@AuthenticationPrincipal Viewer viewer, InputStream body)
      throws IOException, AlertsRefusedException {
    intake.take(viewer.tenant(), FORMAT, body);
  }

  /**
   * @param request {@code filter}, again and again: matchers, each may hold several; {@code active}
   *     and {@code silenced}: false leaves those out
   */
  @GetMapping
  List<Map<String, Object>> list(
      @AuthenticationPrincipal Viewer viewer, @RequestParam MultiValueMap<String, String> request) {
    return heard(viewer, request).stream().map(AlertsApi::document).toList();
  }

  private List<Heard> heard(Viewer viewer, MultiValueMap<String, String> request) {
    boolean active = !"false".equals(request.getFirst("active"));
    boolean silenced = !"false".equals(request.getFirst("silenced"));
    Instant now = clock.instant();
    List<Matcher> wanted =
        request.getOrDefault("filter", List.of()).stream()
            .flatMap(text -> Matcher.parse(text).stream())
            .toList();
    List<Silence> open =
        silences.list(viewer.tenant(), false, MOST).stream()
            .filter(silence -> silence.state(now) == Silence.State.ACTIVE)
            .toList();
    return alerts.firing(viewer.tenant(), MOST).stream()
        .filter(alert -> mutes.match(wanted, alert.labels()))
        .map(alert ->
            new Heard(
                alert,
                open.stream()
                    .filter(silence -> mutes.match(silence.matchers(), alert.labels()))
                    .map(Silence::id)
                    .toList()))
        .filter(heard -> heard.silencedBy().isEmpty() ? active : silenced)
        .toList();
  }

  /** By name of alert. */
  @GetMapping("/groups")
  List<Map<String, Object>> groups(
      @AuthenticationPrincipal Viewer viewer, @RequestParam MultiValueMap<String, String> request) {
    Map<String, List<Heard>> byName =
        heard(viewer, request).stream()
            .collect(
                Collectors.groupingBy(
                    heard -> heard.alert().labels().getOrDefault(Alert.NAME, ""),
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

  private static Map<String, Object> document(Heard heard) {
    Alert alert = heard.alert();
    boolean active = heard.silencedBy().isEmpty();
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
            "state", active ? "active" : "suppressed",
            "silencedBy", heard.silencedBy(),
            "inhibitedBy", List.of()));
    document.put("generatorURL", alert.link() == null ? "" : alert.link());
    return document;
  }
}
