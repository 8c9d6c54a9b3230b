package io.tocsin.demo.run;

import io.tocsin.demo.plan.PlannedFault;
import io.tocsin.demo.verdict.Comparison;
import io.tocsin.demo.verdict.Expected;
import io.tocsin.demo.verdict.Found;
import io.tocsin.demo.verdict.Mismatch;
import io.tocsin.demo.watch.SeenIncident;
import io.tocsin.demo.watch.SeenTicket;
import io.tocsin.demo.watch.Sight;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Sees tickets appear and grow, and measures how long after their fault. */
final class FaultWatch {
  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * A ticket that has appeared for a fault.
   *
   * @param seconds since the fault happened, by the clocks of one machine
   * @param sinceRestart seconds; of a service that had died, since it was started again
   * @param toFullEvidence seconds since the ticket; empty before it says all that it must
   */
  record Arrival(
      PlannedFault fault,
      SeenTicket ticket,
      SeenIncident incident,
      double seconds,
      OptionalDouble sinceRestart,
      OptionalDouble toFullEvidence) {
    Arrival with(SeenIncident newer, OptionalDouble evidenceAfter) {
      return new Arrival(fault, ticket, newer, seconds, sinceRestart, evidenceAfter);
    }
  }

  private final Sight sight;
  private final List<Expected> plan;
  private final Map<Integer, PlannedFault> faults;
  private final Happenings happenings;
  private final Set<String> known = new HashSet<>();
  private final Map<String, Long> firstReadNanos = new HashMap<>();
  private final Map<Integer, Arrival> arrivals = new HashMap<>();

  /**
   * @param faults those of the plan and their repetitions
   */
  FaultWatch(Sight sight, List<Expected> plan, List<PlannedFault> faults, Happenings happenings) {
    this.sight = sight;
    this.plan = plan;
    this.faults =
        faults.stream().collect(Collectors.toMap(PlannedFault::number, Function.identity()));
    this.happenings = happenings;
  }

  /** The tickets that are new since the last look and whose fault is known by now. */
  List<Arrival> look() throws IOException, InterruptedException {
    Sight.Look look = sight.tickets();
    look.tickets().forEach(ticket -> firstReadNanos.putIfAbsent(ticket.id(), look.readNanos()));
    if (look.tickets().stream().allMatch(ticket -> known.contains(ticket.id()))) {
      return List.of();
    }
    Map<String, SeenIncident> incidents = sight.incidents();
    List<Arrival> fresh = new ArrayList<>();
    for (SeenTicket ticket : look.tickets()) {
      SeenIncident incident = incidents.get(ticket.key());
      if (incident != null && known.add(ticket.id())) {
        Optional<Expected> fault = Comparison.meantBy(new Found(ticket, incident), plan);
        if (fault.isPresent() && !arrivals.containsKey(fault.get().number())) {
          Arrival arrival = arrival(fault.get(), ticket, incident);
          arrivals.put(fault.get().number(), arrival);
          fresh.add(arrival);
        }
      }
    }
    return fresh;
  }

  /** Those of the arrivals that did not say all that they must, as they are now. */
  List<Arrival> refreshed() throws IOException, InterruptedException {
    List<Arrival> incomplete =
        arrivals.values().stream().filter(arrival -> arrival.toFullEvidence().isEmpty()).toList();
    if (incomplete.isEmpty()) {
      return List.of();
    }
    Map<String, SeenTicket> tickets = new HashMap<>();
    Sight.Look look = sight.tickets();
    look.tickets().forEach(ticket -> tickets.put(ticket.id(), ticket));
    List<Arrival> now = new ArrayList<>();
    for (Arrival arrival : incomplete) {
      SeenIncident incident = sight.incident(arrival.incident().name());
      SeenTicket ticket = tickets.getOrDefault(arrival.ticket().id(), arrival.ticket());
      boolean complete =
          Comparison.of(expected(arrival.fault()), new Found(ticket, incident)).isEmpty();
      long filed = firstReadNanos.getOrDefault(ticket.id(), look.readNanos());
      Arrival refreshed =
          arrival.with(
              incident,
              complete
                  ? OptionalDouble.of(seconds(filed, look.readNanos()))
                  : OptionalDouble.empty());
      arrivals.put(arrival.fault().number(), refreshed);
      now.add(refreshed);
    }
    return now;
  }

  /** Plan against all tickets as they are now. */
  List<Mismatch> compare() throws IOException, InterruptedException {
    Map<String, SeenIncident> incidents = sight.incidents();
    List<Found> found = new ArrayList<>();
    for (SeenTicket ticket : sight.tickets().tickets()) {
      SeenIncident listed = incidents.get(ticket.key());
      found.add(new Found(ticket, listed == null ? null : sight.incident(listed.name())));
    }
    return Comparison.of(plan, found);
  }

  /** Empty where its ticket has not arrived. */
  Optional<Arrival> arrival(PlannedFault fault) {
    return Optional.ofNullable(arrivals.get(fault.number()));
  }

  List<Arrival> arrivals() {
    return List.copyOf(arrivals.values());
  }

  private Arrival arrival(Expected expected, SeenTicket ticket, SeenIncident incident)
      throws IOException {
    PlannedFault fault = fault(expected);
    long read = firstReadNanos.getOrDefault(ticket.id(), Long.MAX_VALUE);
    OptionalDouble sinceRestart =
        happenings.restartNanos(fault).stream().mapToDouble(from -> seconds(from, read)).findAny();
    return new Arrival(
        fault,
        ticket,
        incident,
        seconds(happenings.nanos(fault), read),
        sinceRestart,
        OptionalDouble.empty());
  }

  private PlannedFault fault(Expected expected) {
    PlannedFault fault = faults.get(expected.number());
    if (fault == null) {
      throw new IllegalStateException("no fault " + expected.number() + " was planned");
    }
    return fault;
  }

  private Expected expected(PlannedFault fault) {
    return plan.stream().filter(e -> e.number() == fault.number()).findFirst().orElseThrow();
  }

  private static double seconds(long fromNanos, long toNanos) {
    return (toNanos - fromNanos) / NANOS_PER_SECOND;
  }
}
