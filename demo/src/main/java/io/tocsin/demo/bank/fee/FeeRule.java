package io.tocsin.demo.bank.fee;

/**
 * What a product costs its customer.
 *
 * @param product its code
 * @param basisPoints hundredths of a percent of the amount
 */
record FeeRule(String product, Integer basisPoints) {}
