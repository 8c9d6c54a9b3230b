package io.tocsin.demo.watch;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What can be seen from outside: tickets over the tracker's API, incidents over Tocsin's. */
public final class Sight implements AutoCloseable {
  private static final String TICKETS = "/api/v1/tickets?offset=%d&limit=100";
  private static final String INCIDENTS = "/api/v1/incidents?state=all&page=%d&size=100";
  private static final String INCIDENT = "/api/v1/incidents/";
  private static final String METRICS = "/api/v1/metrics";
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /**
   * @param readNanos since 1970: by then all of them had been read back
   */
  public record Look(List<SeenTicket> tickets, long readNanos) {}

  private final Api tracker;
  private final Api tocsin;

  public Sight(Api tracker, Api tocsin) {
    this.tracker = tracker;
    this.tocsin = tocsin;
  }

  public Look tickets() throws IOException, InterruptedException {
    List<SeenTicket> tickets =
        tracker.list("tickets", (before, page) -> TICKETS.formatted(before)).stream()
            .map(SeenTicket::of)
            .toList();
    Instant now = Instant.now();
    return new Look(tickets, now.getEpochSecond() * NANOS_PER_SECOND + now.getNano());
  }

  /** By the key of their ticket; those without one are left out. */
  public Map<String, SeenIncident> incidents() throws IOException, InterruptedException {
    return alarms().stream()
        .filter(incident -> incident.ticketKey() != null)
        .collect(
            Collectors.toMap(
                incident -> String.valueOf(incident.ticketKey()),
                Function.identity(),
                (first, second) -> first));
  }

  /** Every incident, filed or not. */
  public List<SeenIncident> alarms() throws IOException, InterruptedException {
    return tocsin.list("items", (before, page) -> INCIDENTS.formatted(page + 1)).stream()
        .map(SeenIncident::of)
        .toList();
  }

  public Metrics metrics() throws IOException, InterruptedException {
    return new Metrics(tocsin.text(METRICS));
  }

  /** With its timeline. */
  public SeenIncident incident(String name) throws IOException, InterruptedException {
    return SeenIncident.of(tocsin.get(INCIDENT + name));
  }

  @Override
  public void close() {
    tracker.close();
    tocsin.close();
  }
}
