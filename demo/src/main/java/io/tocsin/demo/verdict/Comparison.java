package io.tocsin.demo.verdict;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
        mismatches.add(new Mismatch.Extra(ticket.ticketId()));
      } else if (!served.add(meant.get().number())) {
        mismatches.add(new Mismatch.Duplicate(meant.get().number(), ticket.ticketId()));
      } else {
        compare(meant.get(), ticket, mismatches);
      }
    }
    plan.stream()
        .filter(expected -> !served.contains(expected.number()))
        .map(Mismatch.Missing::new)
        .forEach(mismatches::add);
    return mismatches;
  }

  /** The fault of the same trace; where the trace is unknown, the one in the same method. */
  public static Optional<Expected> meantBy(Found ticket, List<Expected> plan) {
    return first(plan, expected -> expected.traceId().equals(ticket.traceId()))
        .or(() -> first(plan, expected -> expected.method().equals(ticket.method())));
  }

  private static Optional<Expected> first(List<Expected> plan, Predicate<Expected> wanted) {
    return plan.stream().filter(wanted).findFirst();
  }

  private static void compare(Expected expected, Found ticket, List<Mismatch> mismatches) {
    String id = ticket.ticketId();
    same(id, "owner", expected.team(), ticket.team(), mismatches);
    String person = ticket.person();
    if (person == null || !expected.author().isMeantBy(person)) {
      mismatches.add(new Mismatch.Wrong(id, "person", expected.author().name(), person));
    }
    same(id, "method", expected.method(), ticket.method(), mismatches);
    same(id, "trace", expected.traceId(), ticket.traceId(), mismatches);
    same(id, "account", expected.account(), ticket.account(), mismatches);
    told(id, "trace in the text", expected.traceId(), ticket, mismatches);
    told(id, "account in the text", expected.account(), ticket, mismatches);
    told(id, "method in the text", expected.method(), ticket, mismatches);
  }

  private static void same(
      String id, String what, String expected, @Nullable String found, List<Mismatch> mismatches) {
    if (!Objects.equals(expected, found)) {
      mismatches.add(new Mismatch.Wrong(id, what, expected, found));
    }
  }

  private static void told(
      String id, String what, String expected, Found ticket, List<Mismatch> mismatches) {
    if (!ticket.text().contains(expected)) {
      mismatches.add(new Mismatch.Wrong(id, what, expected, null));
    }
  }
}
