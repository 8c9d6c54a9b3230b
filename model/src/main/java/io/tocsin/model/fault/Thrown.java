package io.tocsin.model.fault;

import java.util.List;

/**
 * One throwable of a chain, as printed.
 *
 * @param type fully qualified, without loader and module prefix
 * @param message empty where there was none; may have several lines
 * @param frames innermost first; empty for exceptions without a stack (OmitStackTraceInFastThrow)
 * @param omitted how many frames {@code ... n more} stood for: they are the last n of the enclosing
 * @param suppressed types of the exceptions suppressed by this one
 */
public record Thrown(
    String type, String message, List<Frame> frames, int omitted, List<String> suppressed) {
  public Thrown {
    frames = List.copyOf(frames);
    suppressed = List.copyOf(suppressed);
  }

  /** {@code RefundException} of {@code com.bank.RefundException}. */
  public String simpleType() {
    return type.substring(type.lastIndexOf('.') + 1);
  }
}
