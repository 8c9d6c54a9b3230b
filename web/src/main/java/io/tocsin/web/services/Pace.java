package io.tocsin.web.services;

/**
 * How a service or endpoint keeps its latency, in a word and why.
 *
 * @param state "steady", "slow", "waiting", "learning", or "none" where nothing is known
 */
public record Pace(String state, String because) {
  static final Pace NONE = new Pace("none", "");
}
