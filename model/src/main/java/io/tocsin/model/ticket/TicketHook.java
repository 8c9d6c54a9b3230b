package io.tocsin.model.ticket;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a tracker says by itself that a ticket has changed. */
@FunctionalInterface
public interface TicketHook {
  /** What became of a post. */
  enum Answer {
    /** The ticket is looked at soon. */
    TAKEN,
    /** Genuine, and of nothing that is looked at. */
    IGNORED,
    /** Not signed, or not with our secret. */
    FORGED,
    /** No secret is set, or the tracker posts nothing. */
    OFF
  }

  /**
   * Nothing that the body says is believed but which ticket it speaks of: that is read from the
   * tracker. Posted twice it is looked at twice.
   *
   * @param headers value of a header by its name
   */
  Answer take(Function<String, @Nullable String> headers, byte[] body);
}
