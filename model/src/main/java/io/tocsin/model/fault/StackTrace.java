package io.tocsin.model.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A throwable with its causes, read from what {@code Throwable.printStackTrace} prints (and what
 * Logback and Log4j2 make of it).
 *
 * @param chain outermost first, root cause last; never empty
 */
public record StackTrace(List<Thrown> chain) {
  public StackTrace {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("stack trace without a throwable");
    }
  }

  /**
   * Reads the first stack trace in the text. Empty where its first line does not name a throwable.
   * Never fails; what it does not know it leaves out, what exceeds {@link
   * StackTraceParser#MAX_FRAMES} it drops.
   */
  public static Optional<StackTrace> parse(String text) {
    return new StackTraceParser().parse(text);
  }

  public Thrown outermost() {
    return chain.getFirst();
  }

  public Thrown root() {
    return chain.getLast();
  }

  /**
   * The root cause's whole stack: its own frames, then those that it shares with the throwables
   * around it and that were printed only there. So a wrapper that a framework adds changes nothing.
   */
  public List<Frame> rootFrames() {
    List<Frame> frames = new ArrayList<>(root().frames());
    int missing = root().omitted();
    for (int i = chain.size() - 2; i >= 0 && missing > 0; i--) {
      Thrown outer = chain.get(i);
      int printed = Math.min(Math.max(missing - outer.omitted(), 0), outer.frames().size());
      frames.addAll(outer.frames().subList(outer.frames().size() - printed, outer.frames().size()));
      missing -= printed;
    }
    return frames;
  }
}
