package io.tocsin.demo.bank.ledger;

import java.math.BigDecimal;

/**
 * One leg of a booking.
 *
 * @param reference the customer's, the same on all legs of one booking
 * @param leg from 0
 * @param amount negative where it leaves the account, scale 2
 * @param memo category, a slash, free text
 */
public record Entry(String reference, int leg, String accountId, BigDecimal amount, String memo) {}
