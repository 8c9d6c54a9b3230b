package io.tocsin.collector.processor.account;

import io.tocsin.collector.lookup.AccountFacts;
import io.tocsin.collector.lookup.AccountTable;
import io.tocsin.collector.text.Slices;
import io.tocsin.model.TenantId;
import io.tocsin.model.account.AccountCipher;
import io.tocsin.model.account.AccountTokens;
import io.tocsin.model.account.Keys;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Accounts of one tenant under one set of keys. A set-associative table of fixed size without
 * locks, read and written in plain: its entries are immutable, and one that another thread sees
 * late is computed twice. A new account takes the place of one of the four that share its set, so
 * ten million different ids cost time, not memory. Safe for many threads.
 */
final class TenantAccounts {
  private static final int WAYS = 4;

  /** Counts for all tenants: how many accounts were computed, and how many forgotten for others. */
  record Counts(LongAdder computed, LongAdder forgotten) {
    Counts() {
      this(new LongAdder(), new LongAdder());
    }
  }

  private final Keys keys;
  private final AccountTable facts;
  private final Function<String, @Nullable AccountFacts> lookup;
  private final Counts counts;
  private final AccountTokens tokens;
  private final AccountCipher cipher;
  private final @Nullable KnownAccount[] table;
  private final int setMask;

  TenantAccounts(
      TenantId tenant,
      Keys keys,
      AccountTable facts,
      Function<String, @Nullable AccountFacts> lookup,
      int entries,
      Counts counts) {
    this.keys = keys;
    this.facts = facts;
    this.lookup = lookup;
    this.counts = counts;
    this.tokens = new AccountTokens(keys);
    this.cipher = new AccountCipher(tenant, keys);
    int sets = Integer.highestOneBit(Math.max(1, entries / WAYS));
    this.table = new KnownAccount[sets * WAYS];
    this.setMask = sets - 1;
  }

  boolean isUnder(Keys others, AccountTable table) {
    return keys == others && facts == table;
  }

  KnownAccount account(byte[] bytes, int from, int to) {
    long hash = Slices.hash(bytes, from, to);
    int set = ((int) hash & setMask) * WAYS;
    int home = (int) (hash >>> 32) & WAYS - 1;
    int free = -1;
    for (int i = 0; i < WAYS; i++) {
      int at = set + (home + i & WAYS - 1);
      KnownAccount known = table[at];
      if (known == null) {
        free = free < 0 ? at : free;
      } else if (Slices.equal(bytes, from, to, known.id())) {
        return known;
      }
    }
    KnownAccount computed =
        KnownAccount.of(Arrays.copyOfRange(bytes, from, to), tokens, cipher, lookup);
    counts.computed().increment();
    if (free < 0) {
      counts.forgotten().increment();
    }
    table[free < 0 ? set + home : free] = computed;
    return computed;
  }

  /** Never more than it was built for. */
  int remembered() {
    int count = 0;
    for (KnownAccount known : table) {
      count += known == null ? 0 : 1;
    }
    return count;
  }
}
