package io.tocsin.bot.readback;

import io.tocsin.bot.recurrence.OwnClosing;
import io.tocsin.model.TenantId;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentQuery;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * Closes incidents whose fault was not seen for long, and that nobody has taken. Those of alerts
 * are closed by the alert's end.
 */
final class QuietIncidents {
  private static final int PAGE = 200;

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

  /** Of each tenant those that are quiet for the longest, a page at a time. How many. */
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

  private List<Incident> quietest(TenantId tenant) {
    long open = ports.incidents().search(open(tenant, 0, 1)).total();
    int offset = (int) Math.max(0, open - PAGE);
    Instant before = clock.instant().minus(quiet);
    return ports.incidents().search(open(tenant, offset, PAGE)).items().stream()
        .filter(incident -> incident.lastSeen().isBefore(before))
        .filter(incident -> incident.assignee() == null)
        .filter(incident -> incident.facts().kind() != FaultFacts.Kind.ALERT)
        .toList();
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
