package io.tocsin.demo.bank.ledger;

import java.math.BigDecimal;

/**
 * @param to the account that receives it
 * @param reference the customer's own
 */
public record Transfer(String to, BigDecimal amount, String reference, String memo) {}
