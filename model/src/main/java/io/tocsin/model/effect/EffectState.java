package io.tocsin.model.effect;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far an effect has come: {@code INTENT → SENT → CONFIRMED | UNKNOWN | REFUSED}. All moves that
 * there are stand in {@link #after}; whatever is not there is refused, by rows and by stores.
 */
public enum EffectState {
  /** It must come about; nothing was sent. */
  INTENT,
  /** It is or was on the wire. */
  SENT,
  /** No answer, or none to build on: it may have come about. */
  UNKNOWN,
  /** It has come about. */
  CONFIRMED,
  /** The other side said never, or it took too long: a person may have it sent again. */
  REFUSED,
  /** Nothing was sent, because nothing had to be any more. */
  NOT_NEEDED;

  /** Who moves an effect on. */
  public enum Mover {
    /** Whoever holds its lease. */
    HOLDER,
    /** A person who has what was refused sent again. */
    PERSON,
    /** A database that came back from a backup, and does not know what was done since. */
    RESTORE
  }

  /** Those to come back to: whoever claims rows sees no others. */
  public static final Set<EffectState> OPEN = Set.of(INTENT, SENT, UNKNOWN);

  public boolean settled() {
    return !OPEN.contains(this);
  }

  /** What it may be next; a holder may leave an open one as it is, and wait. */
  public Set<EffectState> after(Mover mover) {
    return switch (mover) {
      case HOLDER ->
          switch (this) {
            // Without having been sent it cannot be without an answer.
            case INTENT -> EnumSet.complementOf(EnumSet.of(UNKNOWN));
            // Back to INTENT where it surely was not done.
            case SENT, UNKNOWN -> EnumSet.allOf(EffectState.class);
            // It had come about twice, and the older one is kept.
            case CONFIRMED -> EnumSet.of(CONFIRMED);
            case REFUSED, NOT_NEEDED -> EnumSet.noneOf(EffectState.class);
          };
      case PERSON ->
          this == REFUSED ? EnumSet.of(INTENT, UNKNOWN) : EnumSet.noneOf(EffectState.class);
      case RESTORE ->
          settled() ? EnumSet.noneOf(EffectState.class) : EnumSet.of(UNKNOWN, REFUSED, NOT_NEEDED);
    };
  }

  /** In which states {@code mover} may make it this. */
  public Set<EffectState> before(Mover mover) {
    return Arrays.stream(values())
        .filter(state -> state.after(mover).contains(this))
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Returns {@code next}.
   *
   * @throws IllegalStateException where that is no move
   */
  EffectState to(EffectState next, Mover mover) {
    if (!after(mover).contains(next)) {
      throw new IllegalStateException(this + " cannot become " + next + " by " + mover);
    }
    return next;
  }
}
