package io.tocsin.demo.bank.tariff;

import io.tocsin.demo.bank.memory.OffHeap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import sun.misc.Unsafe;

/** Tariffs by code, each a block of native memory: thousands of them cost the heap an address. */
@Component
@SuppressWarnings("removal")
class TariffCache {
  private static final Unsafe MEMORY = OffHeap.access();
  private static final int LEAST_AT = 0;
  private static final int MICROS_AT = Long.BYTES;
  private static final int BLOCK_BYTES = 2 * Long.BYTES;
  private static final long MICROS = 1_000_000;

  /** Stands where a tariff was withdrawn, so that its code is not given out again. */
  private static final long WITHDRAWN = 0x0DEA_D000_0000L;

  private final Map<String, Long> blocks = new ConcurrentHashMap<>();

  /** A code keeps the tariff that it got first. */
  void define(String code, long leastCents, long micros) {
    blocks.computeIfAbsent(
        code,
        absent -> {
          long block = MEMORY.allocateMemory(BLOCK_BYTES);
          MEMORY.putLong(block + LEAST_AT, leastCents);
          MEMORY.putLong(block + MICROS_AT, micros);
          return block;
        });
  }

  void withdraw(String code) {
    blocks.put(code, WITHDRAWN);
  }

  /** What it costs to move that many cents, in cents; nothing where no tariff has that code. */
  long price(String code, long cents) {
    long block = blocks.getOrDefault(code, 0L);
    if (block == 0) {
      return 0;
    }
    long least = MEMORY.getLong(block + LEAST_AT);
    long micros = MEMORY.getLong(block + MICROS_AT);
    return Math.max(least, cents * micros / MICROS);
  }
}
