package io.tocsin.demo.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What will go wrong, where, for whom, and whose code it is: a pure function of the seed. It stays
 * in the load's process; the bank, its repository and Tocsin see only what follows from it.
 *
 * <p>Places are drawn without repetition until all were used. A fault at a place that failed before
 * is the same fault again and must not become a second ticket.
 */
public record Plan(long seed, Staff staff, List<PlannedFault> faults) {
  private static final int SHORTEST_PAUSE_MILLIS = 300;
  private static final int LONGEST_PAUSE_MILLIS = 2_500;
  private static final int MARK_LETTERS = 5;
  private static final String ACCOUNT_HEAD = "6228";

  public static Plan of(long seed, int faults) {
    Random random = new Random(seed);
    Staff staff = Staff.drawn(random);
    List<Place> places = places(faults, random);
    Set<String> used = new HashSet<>();
    List<PlannedFault> drawn = new ArrayList<>();
    for (Place place : places) {
      String mark = fresh(used, () -> mark(random));
      drawn.add(
          new PlannedFault(
              drawn.size() + 1,
              place,
              fresh(used, () -> account(random)),
              "T%03d".formatted(random.nextInt(1_000)),
              "op-" + hex(random, 12),
              hex(random, 32),
              mark,
              pause(random)));
    }
    return new Plan(seed, staff, List.copyOf(drawn));
  }

  /** The first fault of each place: those that must become a ticket. */
  public Stream<PlannedFault> first() {
    Set<Place> seen = new HashSet<>();
    return faults.stream().filter(fault -> seen.add(fault.place()));
  }

  /** An account id as the bank gives them out: 16 digits. */
  public static String account(Random random) {
    return ACCOUNT_HEAD + "%012d".formatted(random.nextLong(1_000_000_000_000L));
  }

  public static String hex(Random random, int digits) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < digits; i++) {
      text.append(Character.forDigit(random.nextInt(16), 16));
    }
    return text.toString();
  }

  private static List<Place> places(int faults, Random random) {
    List<Place> drawn = new ArrayList<>();
    while (drawn.size() < faults) {
      List<Place> round = new ArrayList<>(List.of(Place.values()));
      Collections.shuffle(round, random);
      drawn.addAll(round.subList(0, Math.min(round.size(), faults - drawn.size())));
    }
    return drawn;
  }

  private static String mark(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < MARK_LETTERS; i++) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }

  private static Duration pause(Random random) {
    return Duration.ofMillis(random.nextInt(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS));
  }

  private static String fresh(Set<String> used, java.util.function.Supplier<String> draw) {
    String text = draw.get();
    while (!used.add(text)) {
      text = draw.get();
    }
    return text;
  }
}
