package io.tocsin.demo.run;

import io.tocsin.demo.plan.PlannedFault;
import io.tocsin.demo.verdict.Comparison;
import io.tocsin.demo.verdict.Expected;
import io.tocsin.demo.verdict.Found;
import io.tocsin.demo.verdict.Mismatch;
import io.tocsin.demo.watch.SeenIncident;
import io.tocsin.demo.watch.SeenTicket;
import io.tocsin.demo.watch.Sight;
import io.tocsin.demo.watch.StepTimes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Sees tickets appear and measures how long after their fault. */
final class FaultWatch {
  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * A ticket that has just appeared for a fault.
   *
   * @param seconds since the last step before the throw, by the clocks of one machine
   */
  record Arrival(Expected fault, SeenTicket ticket, SeenIncident incident, double seconds) {}

  private final Sight sight;
  private final List<Expected> plan;
  private final Map<Integer, PlannedFault> faults;
  private final Map<String, StepTimes> steps;
  private final Set<String> known = new HashSet<>();
  private final Map<String, Long> firstReadNanos = new HashMap<>();
  private final Map<Integer, Arrival> arrivals = new HashMap<>();

  /**
   * @param faults by number
   * @param steps by service
   */
  FaultWatch(
      Sight sight,
      List<Expected> plan,
      Map<Integer, PlannedFault> faults,
      Map<String, StepTimes> steps) {
    this.sight = sight;
    this.plan = plan;
    this.faults = faults;
    this.steps = steps;
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
        Optional<Expected> fault = Comparison.meantBy(Found.of(ticket, incident), plan);
        if (fault.isPresent() && !arrivals.containsKey(fault.get().number())) {
          Arrival arrival =
              new Arrival(fault.get(), ticket, incident, seconds(fault.get(), ticket.id()));
          arrivals.put(fault.get().number(), arrival);
          fresh.add(arrival);
        }
      }
    }
    return fresh;
  }

  /** Those of the arrivals without an owner whose incident has one by now. */
  List<Arrival> ownersFound() throws IOException, InterruptedException {
    List<Arrival> ownerless =
        arrivals.values().stream().filter(arrival -> arrival.incident().team() == null).toList();
    if (ownerless.isEmpty()) {
      return List.of();
    }
    Map<String, SeenIncident> incidents = sight.incidents();
    List<Arrival> found = new ArrayList<>();
    for (Arrival arrival : ownerless) {
      SeenIncident now = incidents.get(arrival.ticket().key());
      if (now != null && now.team() != null) {
        Arrival owned = new Arrival(arrival.fault(), arrival.ticket(), now, arrival.seconds());
        arrivals.put(arrival.fault().number(), owned);
        found.add(owned);
      }
    }
    return found;
  }

  /** Plan against all tickets as they are now. */
  List<Mismatch> compare() throws IOException, InterruptedException {
    Map<String, SeenIncident> incidents = sight.incidents();
    List<Found> found =
        sight.tickets().tickets().stream()
            .map(ticket -> Found.of(ticket, incidents.get(ticket.key())))
            .toList();
    return Comparison.of(plan, found);
  }

  boolean arrived(int fault) {
    return arrivals.containsKey(fault);
  }

  Collection<Arrival> arrivals() {
    return arrivals.values();
  }

  private double seconds(Expected expected, String ticketId) throws IOException {
    PlannedFault fault = faults.get(expected.number());
    StepTimes times = fault == null ? null : steps.get(fault.place().service());
    OptionalLong entered =
        fault == null || times == null
            ? OptionalLong.empty()
            : times.last(fault.operationId(), fault.place().step());
    if (entered.isEmpty()) {
      throw new IOException("the bank did not note when fault " + expected.number() + " happened");
    }
    long readNanos = firstReadNanos.getOrDefault(ticketId, Long.MAX_VALUE);
    return (readNanos - entered.getAsLong()) / NANOS_PER_SECOND;
  }
}
