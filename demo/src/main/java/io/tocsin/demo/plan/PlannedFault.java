package io.tocsin.demo.plan;

/** Something that will go wrong and must become a ticket of its own. */
public sealed interface PlannedFault permits PlannedException, PlannedCrash, PlannedSlowdown {
  /** From 1. */
  int number();

  Place place();
}
