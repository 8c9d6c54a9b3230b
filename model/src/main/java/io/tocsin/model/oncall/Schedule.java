package io.tocsin.model.oncall;

import io.tocsin.model.TenantId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is on call, in layers such as primary and secondary. In each of them there is exactly one
 * person at any time.
 *
 * @param team whose schedule it is; null where it is nobody's
 * @param layers by name, in their order, at least one
 * @param others people without a turn who may stand in
 */
public record Schedule(
    String name,
    TenantId tenant,
    @Nullable String team,
    Map<String, Rotation> layers,
    Set<String> others) {
  public Schedule {
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("layers: none (expected: at least one)");
    }
    layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
    others = Set.copyOf(others);
  }

  /** In which its hand-overs are; all layers have the same. */
  public ZoneId zone() {
    return layers.values().iterator().next().zone();
  }

  /** All who may be on call. */
  public Set<String> people() {
    Set<String> people = new LinkedHashSet<>();
    layers.values().forEach(rotation -> people.addAll(rotation.people()));
    people.addAll(others);
    return people;
  }

  /**
   * @param standIns of any schedule
   */
  public Duty at(String layer, List<StandIn> standIns, Instant at) {
    Rotation.Turn turn = rotation(layer).at(at);
    List<StandIn> ofThis = standIns.stream().filter(s -> isOf(layer, s)).toList();
    Optional<StandIn> standIn = newest(ofThis, at);
    Instant from = edge(ofThis, turn.from(), at, true);
    Instant until = edge(ofThis, turn.until(), at, false);
    return standIn
        .map(s ->
            new Duty(
                s.person(),
                from,
                until,
                "stands in for " + turn.person() + ", by " + s.by() + ": " + s.why(),
                true))
        .orElseGet(() -> new Duty(turn.person(), from, until, "its turn", false));
  }

  /** Where the time in which nothing changes begins or ends. */
  private static Instant edge(List<StandIn> standIns, Instant turn, Instant at, boolean begins) {
    Stream<Instant> edges =
        Stream.concat(
            Stream.of(turn), standIns.stream().flatMap(s -> Stream.of(s.from(), s.until())));
    return begins
        ? edges.filter(edge -> !edge.isAfter(at)).max(Instant::compareTo).orElse(turn)
        : edges.filter(edge -> edge.isAfter(at)).min(Instant::compareTo).orElse(turn);
  }

  /** From the one to the other without a gap; neighbours of one person and reason are one. */
  public List<Duty> between(String layer, List<StandIn> standIns, Instant from, Instant until) {
    List<Duty> duties = new ArrayList<>();
    for (Instant at = from; at.isBefore(until); at = duties.getLast().until()) {
      Duty next = at(layer, standIns, at);
      Duty last = duties.isEmpty() ? null : duties.getLast();
      if (last != null
          && last.person().equals(next.person())
          && last.because().equals(next.because())) {
        duties.removeLast();
        next = new Duty(next.person(), last.from(), next.until(), next.because(), next.standsIn());
      }
      duties.add(next);
    }
    return duties;
  }

  /** Whoever was made to stand in last. */
  private static Optional<StandIn> newest(List<StandIn> standIns, Instant at) {
    return standIns.stream().filter(s -> s.covers(at)).reduce((older, newer) -> newer);
  }

  private boolean isOf(String layer, StandIn standIn) {
    return standIn.endedBy() == null
        && standIn.tenant().equals(tenant)
        && standIn.schedule().equals(name)
        && standIn.layer().equals(layer);
  }

  private Rotation rotation(String layer) {
    Rotation rotation = layers.get(layer);
    if (rotation == null) {
      throw new IllegalArgumentException(
          "layer: " + layer + " (expected: one of " + layers.keySet() + ")");
    }
    return rotation;
  }
}
