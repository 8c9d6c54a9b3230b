package io.tocsin.bot.mute;

import io.tocsin.model.TenantId;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.mute.Matcher;
import io.tocsin.model.mute.Mutes;
import io.tocsin.model.mute.Muting;
import io.tocsin.model.mute.Silence;
import io.tocsin.model.mute.SilenceStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Silences, maintenance windows and inhibition, asked for each incident. */
public final class MuteRules implements Mutes {
  /** Silences that are not expired are bounded where they are made. */
  private static final int SILENCES = 10_000;

  /** An inhibition has no end of its own: looked at again before it lapses. */
  static final Duration INHIBITED_FOR = Duration.ofHours(1);

  private static final String SETTINGS = "settings";

  private final MuteConfig config;
  private final SilenceStore silences;
  private final Matching matching = new Matching();
  private final Inhibition inhibition;
  private final InstantSource clock;

  public MuteRules(
      MuteConfig config, SilenceStore silences, IncidentStore incidents, InstantSource clock) {
    this.config = config;
    this.silences = silences;
    this.inhibition = new Inhibition(config.inhibitRules(), incidents, matching);
    this.clock = clock;
  }

  @Override
  public Map<String, String> labels(Incident incident) {
    return IncidentLabels.of(incident);
  }

  @Override
  public boolean match(List<Matcher> matchers, Map<String, String> labels) {
    return matching.match(matchers, labels);
  }

  @Override
  public List<Muting> on(Incident incident) {
    return on(incident, look(incident.tenant()));
  }

  @Override
  public List<List<Muting>> onEach(TenantId tenant, List<Incident> incidents) {
    if (incidents.isEmpty()) {
      return List.of();
    }
    Look look = look(tenant);
    return incidents.stream().map(incident -> on(incident, look)).toList();
  }

  /** What a tenant's incidents are held against, as of one moment. */
  record Look(List<Silence> silences, List<Incident> sources) {}

  Look look(TenantId tenant) {
    return new Look(silencesNow(tenant), inhibition.sources(tenant));
  }

  /** Whether nothing is mute by it, whatever its labels. */
  boolean muteNothing(Look look) {
    return look.silences().isEmpty()
        && config.windows().isEmpty()
        && config.inhibitRules().isEmpty();
  }

  /**
   * Those that are active. What is seen to be over is marked as such before anybody acts on it: no
   * clock brings it back.
   */
  private List<Silence> silencesNow(TenantId tenant) {
    Instant now = clock.instant();
    silences.expire(now);
    return silences.list(tenant, false, SILENCES).stream()
        .filter(silence -> silence.state(now) == Silence.State.ACTIVE)
        .toList();
  }

  List<Muting> on(Incident incident, Look look) {
    Instant now = clock.instant();
    Map<String, String> labels = IncidentLabels.of(incident);
    List<Muting> found = new ArrayList<>();
    for (Silence silence : look.silences()) {
      if (matching.match(silence.matchers(), labels)) {
        found.add(
            new Muting(
                Muting.Kind.SILENCE,
                silence.id(),
                silence.endsAt(),
                silence.createdBy(),
                "silence " + silence.id() + ": " + silence.comment()));
      }
    }
    for (MaintenanceWindow window : config.windows()) {
      boolean ofTenant =
          window.tenant() == null || window.tenant().equals(incident.tenant().value());
      window
          .endsAfter(now)
          .filter(end -> ofTenant && matching.match(window.parsed(), labels))
          .ifPresent(end ->
              found.add(
                  new Muting(
                      Muting.Kind.WINDOW,
                      window.name(),
                      end,
                      SETTINGS,
                      "maintenance window " + window.name() + ": " + window.why())));
    }
    inhibition
        .of(incident, look.sources())
        .ifPresent(why ->
            found.add(
                new Muting(
                    Muting.Kind.INHIBITION,
                    why.getKey().name(),
                    now.plus(INHIBITED_FOR),
                    SETTINGS,
                    "rule " + why.getKey().name() + ": explained by " + why.getValue().name())));
    found.sort(Comparator.comparing(Muting::until).reversed());
    return found;
  }
}
