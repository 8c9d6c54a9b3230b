package io.tocsin.web.incidents;

import io.tocsin.model.access.User;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.incident.Affected;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.mute.Matcher;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.web.page.Link;
import io.tocsin.web.stack.StackView;
import io.tocsin.web.traces.TraceView;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One incident with its evidence.
 *
 * @param umbrella the ticket that names it beside others; null where none does
 * @param tab of the evidence that is shown: "stack", "logs" or "spans"
 * @param trace of the sample; null where it has none, or where the tab needs none
 * @param cause sentences of why it happened; empty where only the exception is known
 * @param affected some of whom it touched
 * @param chart where a chart of the slow endpoint fetches what it draws; null for none
 * @param people who can be given the incident
 * @param placeLink address of the culprit's line; null where it is not known
 * @param commitLink address of the commit that the service was built from; null likewise
 */
public record IncidentPage(
    Incident incident,
    String headline,
    @Nullable TicketEntry ticket,
    @Nullable TicketEntry umbrella,
    boolean muted,
    Duration age,
    StackView stack,
    String tab,
    @Nullable TraceView trace,
    List<TimelineLine> timeline,
    List<Finding> cause,
    Affected affected,
    @Nullable Link chart,
    List<User> people,
    @Nullable String placeLink,
    @Nullable String commitLink,
    String permalink) {
  private static final List<String> TABS = List.of("stack", "logs", "spans");

  /** A slowdown has no stack: profiles say where it is. */
  static List<String> tabs(Incident incident) {
    return incident.facts().kind() == FaultFacts.Kind.SLOWDOWN
        ? TABS.subList(1, TABS.size())
        : TABS;
  }

  public List<String> tabs() {
    return tabs(incident);
  }

  public boolean crash() {
    return incident.facts().kind() == FaultFacts.Kind.CRASH;
  }

  /** To a silence of what is like it: the same service, environment and type. */
  public Link silenceLink() {
    String service = incident.source().service();
    String environment = incident.source().environment();
    String matchers =
        new Matcher("service", service, false, true)
            + (environment.isEmpty()
                ? ""
                : ", " + new Matcher("environment", environment, false, true))
            + ", "
            + new Matcher("type", incident.facts().type(), false, true);
    return Link.to("/silences").and("matchers", matchers);
  }

  public boolean slowdown() {
    return incident.facts().kind() == FaultFacts.Kind.SLOWDOWN;
  }

  public long moreAccounts() {
    return Math.max(0, incident.blast().accounts() - affected.accounts().size());
  }

  public long moreTenantCodes() {
    return Math.max(0, incident.blast().tenantCodes() - affected.tenantCodes().size());
  }

  public String state() {
    return incident.state().name().toLowerCase(Locale.ROOT);
  }

  public boolean closed() {
    return incident.state() == Incident.State.CLOSED;
  }

  public boolean acknowledged() {
    return incident.state() == Incident.State.ACKNOWLEDGED;
  }

  public String path() {
    return "/incidents/" + incident.name();
  }

  public @Nullable Owner owner() {
    return incident.owner();
  }

  /** Whether the chain has more than the root cause. */
  public boolean wrapped() {
    return !incident.facts().type().equals(incident.facts().surfacedType());
  }

  /** {@code RefundService.java:118}; null where it is not known. */
  public @Nullable String place() {
    Frame culprit = incident.facts().culprit();
    if (culprit == null || culprit.file() == null) {
      return null;
    }
    return culprit.line() > 0 ? culprit.file() + ':' + culprit.line() : culprit.file();
  }

  /** Versions seen, first and last, where they differ. */
  public String versions() {
    String first = incident.source().version();
    String last = incident.lastVersion();
    if (first == null || last == null || first.equals(last)) {
      return first == null ? last == null ? "" : last : first;
    }
    return first + " – " + last;
  }

  /** Whether a person may want its own ticket at once. */
  public boolean mayBeFiled() {
    return umbrella != null && ticket != null && ticket.isNotSentYet() && !closed();
  }

  public String ticketState() {
    return ticket == null ? "" : ticket.state().name().toLowerCase(Locale.ROOT);
  }
}
