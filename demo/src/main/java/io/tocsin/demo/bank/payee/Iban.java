package io.tocsin.demo.bank.payee;

import java.math.BigInteger;

/**
 * An international account number and its check by ISO 7064 MOD 97-10: the first four characters go
 * to the end, letters become numbers from 10, and the whole must leave 1.
 */
record Iban(String text) {
  private static final BigInteger MODULUS = BigInteger.valueOf(97);
  private static final int MOVED = 4;

  boolean valid() {
    String moved = text.substring(MOVED) + text.substring(0, MOVED);
    StringBuilder digits = new StringBuilder();
    moved.chars().map(Character::getNumericValue).forEach(digits::append);
    return new BigInteger(digits.toString()).mod(MODULUS).equals(BigInteger.ONE);
  }
}
