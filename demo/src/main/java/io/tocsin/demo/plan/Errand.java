package io.tocsin.demo.plan;

import java.util.Random;

/**
 * For whom a fault is let happen.
 *
 * @param accountId raw; only the bank and this process know it
 * @param traceId 32 hex digits, sent to the bank as a W3C trace parent
 * @param mark names the data planted for it: five lower-case letters, never used twice
 */
public record Errand(
    String accountId, String tenantCode, String operationId, String traceId, String mark) {
  private static final int MARK_LETTERS = 5;

  static Errand drawn(Random random) {
    return new Errand(
        Plan.account(random),
        "T%03d".formatted(random.nextInt(1_000)),
        "op-" + Plan.hex(random, 12),
        Plan.hex(random, 32),
        mark(random));
  }

  private static String mark(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < MARK_LETTERS; i++) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }
}
