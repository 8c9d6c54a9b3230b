package io.tocsin.demo.plan;

import java.time.Duration;

/**
 * An exception that the load will ask for.
 *
 * @param pause before it
 */
public record PlannedException(int number, ThrowingPlace place, Errand errand, Duration pause)
    implements PlannedFault {}
