package io.tocsin.demo.bank.ledger;

import java.math.BigDecimal;

/** The customer's concern, not ours: answered, never an error of the bank. */
public class InsufficientFundsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InsufficientFundsException(BigDecimal asked) {
    super("insufficient funds for " + asked);
  }
}
