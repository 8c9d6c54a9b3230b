package io.tocsin.bot.intake;

/** A request that does not say what its format has it say. */
public final class UnreadableAlertsException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * @param because names the field and what was expected; repeats no value of the request
   */
  public UnreadableAlertsException(String because) {
    super(because);
  }
}
