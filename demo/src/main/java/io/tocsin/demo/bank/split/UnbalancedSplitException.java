package io.tocsin.demo.bank.split;

import java.math.BigDecimal;

/** Money would appear or vanish. */
public class UnbalancedSplitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnbalancedSplitException(BigDecimal whole, BigDecimal parts) {
    super("parts make " + parts + " of " + whole);
  }
}
