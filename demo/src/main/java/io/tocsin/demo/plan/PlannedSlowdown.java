package io.tocsin.demo.plan;

/**
 * A release that makes a place slow.
 *
 * @param author of the commit that does it; never who wrote the place before
 */
public record PlannedSlowdown(int number, SlowingPlace place, Author author)
    implements PlannedFault {}
