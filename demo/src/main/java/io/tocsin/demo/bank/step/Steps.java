package io.tocsin.demo.bank.step;

/** Told by each desk when the current operation enters a step. */
public interface Steps {
  /**
   * @param step desk and deed, such as {@code refund.reverse}; at most 32 ASCII characters
   */
  void enter(String step);
}
