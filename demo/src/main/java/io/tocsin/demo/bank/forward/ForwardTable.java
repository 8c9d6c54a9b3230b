package io.tocsin.demo.bank.forward;

import io.tocsin.demo.bank.memory.OffHeap;
import org.springframework.stereotype.Component;
import sun.misc.Unsafe;

/** What currencies will cost on each day of the next two years, in a table outside the heap. */
@Component
@SuppressWarnings("removal")
class ForwardTable {
  private static final Unsafe MEMORY = OffHeap.access();
  private static final int CURRENCIES = 8;
  private static final int DAYS = 731;
  private static final int CELL_BYTES = Long.BYTES;
  private static final long SPOT_MICROS = 7_000_000;
  private static final long DAILY_MICROS = 190;

  private final long table = MEMORY.allocateMemory((long) CURRENCIES * DAYS * CELL_BYTES);

  ForwardTable() {
    for (int currency = 0; currency < CURRENCIES; currency++) {
      for (int day = 0; day < DAYS; day++) {
        long cell = table + ((long) currency * DAYS + day) * CELL_BYTES;
        MEMORY.putLong(cell, SPOT_MICROS + currency * 10_000L + day * DAILY_MICROS);
      }
    }
  }

  /**
   * In millionths.
   *
   * @param day from today, which is 0
   */
  long rate(String currency, long day) {
    int row = Math.floorMod(currency.hashCode(), CURRENCIES);
    long first = table + (long) row * DAYS * CELL_BYTES;
    long today = MEMORY.getLong(first);
    long then = MEMORY.getLong(first + day * CELL_BYTES);
    return Math.max(today, then);
  }
}
