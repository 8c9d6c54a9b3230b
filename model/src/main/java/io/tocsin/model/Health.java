package io.tocsin.model;

/**
 * How a component is, and why: people read the reason on the status page.
 *
 * @param state what it means for the service as a whole
 * @param because one sentence, never empty
 */
public record Health(State state, String because) {
  /** Ordered from good to bad, so that the worst of several is their maximum. */
  public enum State {
    UP,
    DEGRADED,
    DOWN
  }

  public static Health up(String because) {
    return new Health(State.UP, because);
  }

  public static Health degraded(String because) {
    return new Health(State.DEGRADED, because);
  }

  public static Health down(String because) {
    return new Health(State.DOWN, because);
  }
}
