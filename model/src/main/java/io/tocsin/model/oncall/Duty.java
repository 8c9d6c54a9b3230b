package io.tocsin.model.oncall;

import java.time.Instant;

/**
 * One person on call for a while.
 *
 * @param until the instant after its end
 * @param because whose turn it is, or who made whom stand in, and why
 * @param standsIn whether it is not this person's turn
 */
public record Duty(String person, Instant from, Instant until, String because, boolean standsIn) {}
