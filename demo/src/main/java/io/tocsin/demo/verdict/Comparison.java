package io.tocsin.demo.verdict;

import io.tocsin.demo.watch.SeenIncident;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Holds plan and tickets against each other as sets: neither order nor time counts. */
public final class Comparison {
  private Comparison() {}

  /**
   * Empty where every planned fault has its one ticket, rightly filled in, and nothing else has.
   */
  public static List<Mismatch> of(List<Expected> plan, List<Found> tickets) {
    List<Mismatch> mismatches = new ArrayList<>();
    Set<Integer> served = new HashSet<>();
    for (Found ticket : tickets) {
      Optional<Expected> meant = meantBy(ticket, plan);
      if (meant.isEmpty()) {
        mismatches.add(new Mismatch.Extra(ticket.ticketId(), ticket.ticket().title()));
      } else if (!served.add(meant.get().number())) {
        mismatches.add(new Mismatch.Duplicate(meant.get().number(), ticket.ticketId()));
      } else {
        mismatches.addAll(of(meant.get(), ticket));
      }
    }
    plan.stream()
        .filter(expected -> !served.contains(expected.number()))
        .map(Mismatch.Missing::new)
        .forEach(mismatches::add);
    return mismatches;
  }

  /** Whose ticket it must be; empty where it is nobody's. */
  public static Optional<Expected> meantBy(Found ticket, List<Expected> plan) {
    List<Expected> ofItsKind =
        plan.stream()
            .filter(expected -> expected.kind().equals(ticket.said(SeenIncident::kind)))
            .toList();
    return first(ofItsKind, expected -> isCertainly(expected, ticket))
        .or(() ->
            first(
                ofItsKind,
                expected -> expected.method().equals(ticket.said(SeenIncident::culprit))));
  }

  /** By what an incident has from its first moment; its method may come later. */
  private static boolean isCertainly(Expected expected, Found ticket) {
    return switch (expected) {
      case Expected.Exception exception ->
          exception.traceId().equals(ticket.said(SeenIncident::traceId));
      case Expected.Crash crash -> crash.service().equals(ticket.said(SeenIncident::service));
      case Expected.Slowdown slowdown ->
          slowdown.service().equals(ticket.said(SeenIncident::service))
              && slowdown.operation().equals(ticket.said(SeenIncident::operation));
    };
  }

  private static Optional<Expected> first(List<Expected> plan, Predicate<Expected> wanted) {
    return plan.stream().filter(wanted).findFirst();
  }

  /** Empty where the ticket of a fault says all that it must, late evidence included. */
  public static List<Mismatch> of(Expected expected, Found ticket) {
    Differences differences = new Differences(ticket);
    differences.same("owner", expected.team(), ticket.ticket().team());
    differences.author("person", expected.author(), ticket.ticket().assignee());
    differences.same("kind", expected.kind(), ticket.said(SeenIncident::kind));
    differences.same("method", expected.method(), ticket.said(SeenIncident::culprit));
    differences.told("method", expected.method());
    switch (expected) {
      case Expected.Exception exception -> {
        differences.same("trace", exception.traceId(), ticket.said(SeenIncident::traceId));
        differences.told("trace", exception.traceId());
        differences.same("account", exception.account(), ticket.said(SeenIncident::account));
        differences.told("account", exception.account());
      }
      case Expected.Crash crash -> {
        differences.same("service", crash.service(), ticket.said(SeenIncident::service));
        differences.some("diagnosis", ticket.detail("diagnosed", "sentence"));
        differences.some("profile before it", ticket.detail("profile_found", "to"));
      }
      case Expected.Slowdown slowdown -> {
        differences.same("service", slowdown.service(), ticket.said(SeenIncident::service));
        differences.same("operation", slowdown.operation(), ticket.said(SeenIncident::operation));
        differences.same(
            "method by the profiles",
            slowdown.method(),
            ticket.detail("profile_compared", "class")
                + '.'
                + ticket.detail("profile_compared", "method"));
        differences.same("commit", slowdown.commit(), ticket.detail("suspect_commit", "commit"));
        differences.author(
            "commit's author", slowdown.author(), ticket.detail("suspect_commit", "author"));
        differences.told("commit", slowdown.commit().substring(0, Differences.SHORT_COMMIT));
      }
    }
    return differences.all();
  }
}
