package io.tocsin.bot.readback;

import io.tocsin.bot.recurrence.OwnClosing;
import io.tocsin.model.TenantId;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentQuery;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Closes incidents whose fault was not seen for long, and that nobody has taken. Those of alerts
 * are closed by the alert's end.
 */
final class QuietIncidents {
  private static final int PAGE = 200;

  /** Closed in one look; the next ones close the rest. */
  private static final int AT_ONCE = 200;

  private final ReadBackPorts ports;
  private final Duration quiet;
  private final OwnClosing closing;
  private final InstantSource clock;

  /**
   * @param quiet how long; zero: none is closed
   */
  QuietIncidents(ReadBackPorts ports, Duration quiet, InstantSource clock) {
    this.ports = ports;
    this.quiet = quiet;
    this.clock = clock;
    this.closing = new OwnClosing(ports.journal(), ports.audit(), clock);
  }

  /** Of each tenant those that are quiet for the longest. How many. */
  int close() {
    int closed = 0;
    if (!quiet.isZero()) {
      for (TenantId tenant : ports.tenants().get()) {
        for (Incident incident : quietest(tenant)) {
          closed += close(incident) ? 1 : 0;
        }
      }
    }
    return closed;
  }

  /** From the one that was seen longest ago to the first that was seen lately. */
  private Collection<Incident> quietest(TenantId tenant) {
    Instant before = clock.instant().minus(quiet);
    // By id: what is seen meanwhile moves the others to pages that are yet to be read.
    Map<UUID, Incident> found = new LinkedHashMap<>();
    long end = ports.incidents().search(open(tenant, 0, 1)).total();
    boolean allQuiet = true;
    while (end > 0 && allQuiet && found.size() < AT_ONCE) {
      int size = (int) Math.min(PAGE, end);
      end -= size;
      List<Incident> page =
          ports.incidents().search(open(tenant, (int) end, size)).items().reversed();
      page.stream()
          .filter(incident -> mayBeClosed(incident, before))
          .limit(AT_ONCE - found.size())
          .forEach(incident -> found.put(incident.id(), incident));
      allQuiet = page.stream().allMatch(incident -> incident.lastSeen().isBefore(before));
    }
    return found.values();
  }

  private static boolean mayBeClosed(Incident incident, Instant before) {
    return incident.lastSeen().isBefore(before)
        && incident.assignee() == null
        && incident.facts().kind() != FaultFacts.Kind.ALERT;
  }

  private static IncidentQuery open(TenantId tenant, int offset, int limit) {
    return new IncidentQuery(
        tenant,
        Set.of(Incident.State.OPEN),
        null,
        null,
        null,
        IncidentQuery.Sort.LAST_SEEN,
        offset,
        limit);
  }

  private boolean close(Incident incident) {
    String because = "not seen since " + incident.lastSeen() + ", and nobody had taken it";
    return closing.close(incident, clock.instant(), because);
  }
}
