package io.tocsin.web.silences;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tocsin.model.mute.Matcher;
import io.tocsin.model.mute.Mutes;
import io.tocsin.model.mute.Silence;
import io.tocsin.model.mute.SilenceStore;
import io.tocsin.web.page.Viewer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The part of Alertmanager's API v2 that is about silences; amtool speaks it. */
@RestController
@RequestMapping("/api/v2")
class SilencesApi {
  private static final int MOST = 10_000;

  private final SilenceDesk desk;
  private final SilenceStore silences;
  private final Mutes mutes;
  private final InstantSource clock;

  SilencesApi(SilenceDesk desk, SilenceStore silences, Mutes mutes, InstantSource clock) {
    this.desk = desk;
    this.silences = silences;
    this.mutes = mutes;
    this.clock = clock;
  }

  record WireMatcher(String name, String value, boolean isRegex, @Nullable Boolean isEqual) {
    static WireMatcher of(Matcher matcher) {
      return new WireMatcher(matcher.name(), matcher.value(), matcher.regex(), matcher.equal());
    }

    Matcher matcher() {
      if (name == null || value == null) {
        throw new IllegalArgumentException("matchers (expected: name and value of each)");
      }
      return new Matcher(name, value, isRegex, isEqual == null || isEqual);
    }
  }

  record Posted(
      @Nullable String id,
      @Nullable List<WireMatcher> matchers,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt,
      @Nullable String createdBy,
      @Nullable String comment) {}

  record Status(String state) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Listed(
      String id,
      Status status,
      List<WireMatcher> matchers,
      Instant startsAt,
      Instant endsAt,
      Instant updatedAt,
      String createdBy,
      String comment) {}

  @PostMapping("/silences")
  Map<String, String> put(@AuthenticationPrincipal Viewer viewer, @RequestBody Posted posted) {
    if (posted.startsAt() == null || posted.endsAt() == null) {
      throw new IllegalArgumentException("startsAt, endsAt (expected: times)");
    }
    List<WireMatcher> matchers = posted.matchers() == null ? List.of() : posted.matchers();
    Silence silence =
        desk.put(
            viewer,
            new SilenceDraft(
                posted.id() == null || posted.id().isEmpty() ? null : posted.id(),
                matchers.stream().map(WireMatcher::matcher).toList(),
                posted.startsAt(),
                posted.endsAt(),
                posted.createdBy() == null ? "" : posted.createdBy(),
                posted.comment() == null ? "" : posted.comment()));
    return Map.of("silenceID", silence.id());
  }

  /**
   * @param request {@code filter}, again and again: matchers on the values that silences match by
   *     name, as Alertmanager has it
   */
  @GetMapping("/silences")
  List<Listed> list(
      @AuthenticationPrincipal Viewer viewer, @RequestParam MultiValueMap<String, String> request) {
    Instant now = clock.instant();
    List<Matcher> wanted =
        request.getOrDefault("filter", List.of()).stream()
            .flatMap(text -> Matcher.parse(text).stream())
            .toList();
    return silences.list(viewer.tenant(), true, MOST).stream()
        .filter(silence -> mutes.match(wanted, values(silence)))
        .map(silence -> listed(silence, now))
        .toList();
  }

  private static Map<String, String> values(Silence silence) {
    return silence.matchers().stream()
        .collect(Collectors.toMap(Matcher::name, Matcher::value, (one, other) -> other));
  }

  @GetMapping("/silence/{id}")
  Listed one(@AuthenticationPrincipal Viewer viewer, @PathVariable String id) {
    return listed(desk.find(viewer, id), clock.instant());
  }

  @DeleteMapping("/silence/{id}")
  void expire(@AuthenticationPrincipal Viewer viewer, @PathVariable String id) {
    desk.expire(viewer, id);
  }

  private static Listed listed(Silence silence, Instant now) {
    return new Listed(
        silence.id(),
        new Status(silence.state(now).name().toLowerCase(Locale.ROOT)),
        silence.matchers().stream().map(WireMatcher::of).toList(),
        silence.startsAt(),
        silence.endsAt(),
        silence.updatedAt(),
        silence.createdBy(),
        silence.comment());
  }
}
