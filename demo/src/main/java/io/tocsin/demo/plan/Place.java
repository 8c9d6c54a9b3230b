package io.tocsin.demo.plan;

import java.util.List;
import java.util.stream.Stream;

/** A place in the bank's code with which something can be wrong. */
public sealed interface Place permits ThrowingPlace, CrashingPlace, SlowingPlace {
  /** All kinds, in one order. */
  static List<Place> all() {
    return Stream.<Place[]>of(ThrowingPlace.values(), CrashingPlace.values(), SlowingPlace.values())
        .flatMap(Stream::of)
        .toList();
  }

  /** The method that is to blame. */
  Code code();

  /** The service that runs it. */
  String service();
}
