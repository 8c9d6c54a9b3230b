package io.tocsin.bot.mute;

import io.tocsin.bot.loop.Sweeping;
import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.TenantId;
import io.tocsin.model.Uuid7;
import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.IncidentQuery;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.incident.Mute;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.mute.Muting;
import io.tocsin.model.signal.Bell;
import io.tocsin.model.store.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Brings what open incidents say of being mute up to date, and has the ticket filed that was held
 * back once nothing mutes any more. What a person decided about an incident stands until its end.
 */
public final class MuteKeeper implements Component, MetricSource {
  private static final int PAGE = 200;

  /** For so long nothing must have muted and nothing been mute before looks are left out. */
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final MuteConfig config;
  private final MuteRules rules;
  private final IncidentStore incidents;
  private final IncidentJournal journal;
  private final AuditJournal audit;
  private final Supplier<List<TenantId>> tenants;
  private final Bell intents;
  private final InstantSource clock;
  private final Sweeping loop;
  private final Map<TenantId, Quiet> quiet = new HashMap<>();
  private final LongAdder muted = new LongAdder();
  private final LongAdder unmuted = new LongAdder();
  private final LongAdder passedOver = new LongAdder();

  /**
   * @param intents is rung when there may be tickets to file
   */
  public MuteKeeper(
      MuteConfig config,
      MuteRules rules,
      IncidentStore incidents,
      IncidentJournal journal,
      AuditJournal audit,
      Supplier<List<TenantId>> tenants,
      Bell intents,
      InstantSource clock) {
    this.config = config;
    this.rules = rules;
    this.incidents = incidents;
    this.journal = journal;
    this.audit = audit;
    this.tenants = tenants;
    this.intents = intents;
    this.clock = clock;
    this.loop =
        new Sweeping(
            "tocsin-mutes",
            config.sweep(),
            this::sweep,
            new Sweeping.Says(
                "mutes are not looked at", "brings mutes up to date", "mutes stay as they are"));
  }

  @Override
  public void start() {
    loop.start();
  }

  /**
   * One look at all open incidents, in the calling thread; where nothing has muted for a while, it
   * is left out but for once a minute.
   */
  public void sweep() {
    for (TenantId tenant : tenants.get()) {
      MuteRules.Look look = rules.look(tenant);
      Instant now = clock.instant();
      boolean muteNothing = rules.muteNothing(look);
      Quiet before = quiet.get(tenant);
      if (muteNothing && before != null && before.lasts(now)) {
        continue;
      }
      boolean anyMute = sweep(tenant, look);
      if (muteNothing && !anyMute) {
        quiet.put(tenant, new Quiet(before == null ? now : before.since(), now));
      } else {
        quiet.remove(tenant);
      }
    }
  }

  /** Nothing has muted, nothing was mute; only what a person mutes can come. */
  private record Quiet(Instant since, Instant lookedAt) {
    boolean lasts(Instant now) {
      return !now.isBefore(since.plus(QUIET))
          && !now.isBefore(lookedAt)
          && now.isBefore(lookedAt.plus(QUIET));
    }
  }

  /** Returns whether any was mute. */
  private boolean sweep(TenantId tenant, MuteRules.Look look) {
    boolean anyMute = false;
    Page<Incident> page;
    int offset = 0;
    do {
      page = open(tenant, offset);
      for (Incident incident : page.items()) {
        anyMute |= incident.mute() != null;
        keep(incident, look);
      }
      offset += PAGE;
    } while (page.items().size() == PAGE && offset < config.maxIncidents());
    if (page.total() > offset) {
      passedOver.add(page.total() - offset);
    }
    return anyMute;
  }

  private Page<Incident> open(TenantId tenant, int offset) {
    return incidents.search(
        new IncidentQuery(
            tenant,
            Set.of(Incident.State.OPEN, Incident.State.ACKNOWLEDGED),
            null,
            null,
            null,
            IncidentQuery.Sort.LAST_SEEN,
            offset,
            PAGE));
  }

  private void keep(Incident incident, MuteRules.Look look) {
    Instant now = clock.instant();
    Mute is = incident.mute();
    if (is != null && is.rule() == null && incident.mutedAt(now)) {
      return;
    }
    List<Muting> found = rules.on(incident, look);
    if (found.isEmpty()) {
      if (is != null) {
        unmute(incident, is, now);
      }
      return;
    }
    Mute wanted = found.getFirst().mute();
    if (is == null || !Objects.equals(wanted.rule(), is.rule())) {
      record(
          incident.withMute(wanted),
          "incident.mute",
          event(incident, Kind.MUTED, wanted.by(), until(wanted), wanted.reason(), now),
          false);
      muted.increment();
    } else if (isToRenew(is, found.getFirst(), now)) {
      journal.record(
          new IncidentChange(
              incident.withMute(wanted), List.of(), List.of(), Set.of(), Set.of(), 0, false));
    }
  }

  /** One without an end of its own is prolonged now and then, not at each look. */
  private static boolean isToRenew(Mute is, Muting found, Instant now) {
    return found.kind() == Muting.Kind.INHIBITION
        ? is.until().isBefore(now.plus(MuteRules.INHIBITED_FOR.dividedBy(2)))
        : !is.until().equals(found.until());
  }

  private void unmute(Incident incident, Mute is, Instant now) {
    String because =
        (is.rule() == null ? "muted by " + is.by() : "muted by " + is.rule())
            + " until now; nothing mutes it any more";
    boolean written =
        record(
            incident.withMute(null),
            "incident.unmute",
            event(incident, Kind.UNMUTED, TimelineEvent.TOCSIN, Map.of(), because, now),
            incident.ticketKey() != null);
    if (written) {
      unmuted.increment();
      intents.ring();
    }
  }

  private boolean record(Incident after, String action, TimelineEvent event, boolean fileTicket) {
    audit.append(
        new AuditDraft(
            after.tenant(),
            TimelineEvent.TOCSIN,
            action,
            "incident/" + after.name(),
            null,
            null,
            event.because()));
    return journal
        .record(
            new IncidentChange(after, List.of(event), List.of(), Set.of(), Set.of(), 0, fileTicket))
        .isPresent();
  }

  private static Map<String, String> until(Mute mute) {
    return Map.of(
        "until", mute.until().toString(), "rule", Objects.requireNonNullElse(mute.rule(), ""));
  }

  private TimelineEvent event(
      Incident incident,
      Kind kind,
      String by,
      Map<String, String> details,
      String because,
      Instant now) {
    return new TimelineEvent(Uuid7.next(clock), incident.id(), now, kind, by, details, because);
  }

  @Override
  public Health health() {
    return loop.health();
  }

  @Override
  public List<Sample> samples() {
    return List.of(
        Sample.counter(
            "tocsin_mutes_total",
            "Open incidents that a silence, window or rule muted, and that nothing mutes any more.",
            Map.of("change", "muted"),
            muted.sum()),
        Sample.counter(
            "tocsin_mutes_total",
            "Open incidents that a silence, window or rule muted, and that nothing mutes any more.",
            Map.of("change", "unmuted"),
            unmuted.sum()),
        Sample.counter(
            "tocsin_mutes_passed_over_total",
            "Open incidents that were not looked at because they are more than max_incidents.",
            Map.of(),
            passedOver.sum()));
  }

  @Override
  public void close() {
    loop.stop();
  }
}
