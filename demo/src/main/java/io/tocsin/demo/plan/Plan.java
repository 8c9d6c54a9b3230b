package io.tocsin.demo.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What will go wrong, where, for whom, and whose code it is: a pure function of the seed. It stays
 * in the load's process; the bank, its repository and Tocsin see only what follows from it.
 *
 * <p>Places that throw are drawn without repetition until all were used. An exception at a place
 * that threw before is the same fault again and must not become a second ticket.
 */
public record Plan(
    long seed,
    Staff staff,
    Optional<PlannedCrash> crash,
    List<PlannedException> exceptions,
    Optional<PlannedSlowdown> slowdown) {
  private static final int SHORTEST_PAUSE_MILLIS = 300;
  private static final int LONGEST_PAUSE_MILLIS = 2_500;
  private static final String ACCOUNT_HEAD = "6228";

  /** One crash, so many exceptions and one slow release. */
  public static Plan of(long seed, int exceptions) {
    Random random = new Random(seed);
    Staff staff = Staff.drawn(random);
    Set<Object> used = new HashSet<>();
    PlannedCrash crash =
        new PlannedCrash(1, any(CrashingPlace.values(), random), fresh(used, random));
    List<PlannedException> drawn = new ArrayList<>();
    for (ThrowingPlace place : places(exceptions, random)) {
      drawn.add(new PlannedException(drawn.size() + 2, place, fresh(used, random), pause(random)));
    }
    SlowingPlace slowed = any(SlowingPlace.values(), random);
    PlannedSlowdown slowdown =
        new PlannedSlowdown(
            drawn.size() + 2, slowed, staff.anotherThan(staff.author(slowed), random));
    return new Plan(seed, staff, Optional.of(crash), List.copyOf(drawn), Optional.of(slowdown));
  }

  /** Nothing goes wrong; the release comes all the same. */
  public static Plan healthy(long seed) {
    return new Plan(
        seed, Staff.drawn(new Random(seed)), Optional.empty(), List.of(), Optional.empty());
  }

  /** Everything that goes wrong, in its order. */
  public List<PlannedFault> faults() {
    return Stream.of(crash.stream(), exceptions.stream(), slowdown.stream())
        .<PlannedFault>flatMap(faults -> faults)
        .toList();
  }

  /** The first fault of each place: those that must become a ticket. */
  public Stream<PlannedFault> first() {
    Set<Place> seen = new HashSet<>();
    return faults().stream().filter(fault -> seen.add(fault.place()));
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

  private static List<ThrowingPlace> places(int faults, Random random) {
    List<ThrowingPlace> drawn = new ArrayList<>();
    while (drawn.size() < faults) {
      List<ThrowingPlace> round = new ArrayList<>(List.of(ThrowingPlace.values()));
      Collections.shuffle(round, random);
      drawn.addAll(round.subList(0, Math.min(round.size(), faults - drawn.size())));
    }
    return drawn;
  }

  private static <T> T any(T[] values, Random random) {
    return values[random.nextInt(values.length)];
  }

  private static Duration pause(Random random) {
    return Duration.ofMillis(random.nextInt(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS));
  }

  /** Neither its account nor its mark was used before. */
  private static Errand fresh(Set<Object> used, Random random) {
    Errand errand = Errand.drawn(random);
    while (used.contains(errand.accountId()) || used.contains(errand.mark())) {
      errand = Errand.drawn(random);
    }
    used.add(errand.accountId());
    used.add(errand.mark());
    return errand;
  }
}
