package io.tocsin.web.incidents;

import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.ticket.TicketEntry;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One incident as a list draws it. */
public record IncidentRow(
    Incident incident, String headline, @Nullable TicketEntry ticket, boolean muted) {
  public String name() {
    return incident.name();
  }

  /** Of the pill's style and words. */
  public String state() {
    return incident.state().name().toLowerCase(Locale.ROOT);
  }

  /** What it ended, of the mark: a JVM, a thread, a request, patience, or a secret. */
  public String severity() {
    return switch (incident.facts().kind()) {
      case CRASH -> "jvm";
      case EXCEPTION -> incident.facts().uncaught() ? "thread" : "request";
      case SLOWDOWN -> "slow";
      case LEAK -> "leak";
      case ALERT -> "alert";
    };
  }

  /** First line of the message; empty where there was none. */
  public String detail() {
    return incident.facts().message().lines().findFirst().orElse("");
  }

  /** Service and environment. */
  public String where() {
    String environment = incident.source().environment();
    return environment.isEmpty()
        ? incident.source().service()
        : incident.source().service() + " · " + environment;
  }

  public @Nullable Owner owner() {
    return incident.owner();
  }

  public Instant lastSeen() {
    return incident.lastSeen();
  }
}
