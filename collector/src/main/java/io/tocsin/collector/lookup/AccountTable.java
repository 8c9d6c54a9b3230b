package io.tocsin.collector.lookup;

import io.tocsin.model.account.AccountTokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Facts by token, so that no raw id is kept: the key is the token's 120 bits. Open addressing over
 * plain arrays, at most three quarters full: 27 to 54 bytes an account, and each different
 * combination of facts once. Immutable once built; safe for many threads.
 */
public final class AccountTable {
  /** Of a tenant without a table. */
  public static final AccountTable NONE = new Builder(0).build();

  private static final int FEWEST_SLOTS = 16;

  private final long[] heads;
  private final long[] tails;
  private final int[] facts;
  private final AccountFacts[] distinct;
  private final int size;
  private final boolean full;

  private AccountTable(Builder built) {
    heads = built.heads;
    tails = built.tails;
    facts = built.facts;
    distinct = built.distinct.toArray(AccountFacts[]::new);
    size = built.size;
    full = built.leftOut > 0;
  }

  /** Null where it has none. */
  public @Nullable AccountFacts find(String token) {
    byte[] bits = bits(token);
    if (bits == null || size == 0) {
      return null;
    }
    int slot = slot(heads, tails, facts, number(bits, 0), number(bits, 7));
    return facts[slot] == 0 ? null : distinct[facts[slot] - 1];
  }

  public int size() {
    return size;
  }

  /** Whether accounts were left out, because there are more than the limit. */
  public boolean isFull() {
    return full;
  }

  /** Whether it says the same: then the one before may stay, with what is remembered by it. */
  boolean isAs(AccountTable other) {
    return Arrays.equals(heads, other.heads)
        && Arrays.equals(tails, other.tails)
        && Arrays.equals(facts, other.facts)
        && Arrays.equals(distinct, other.distinct)
        && full == other.full;
  }

  private static byte @Nullable [] bits(String token) {
    if (!token.startsWith(AccountTokens.PREFIX)) {
      return null;
    }
    byte[] bits = Base64.getUrlDecoder().decode(token.substring(AccountTokens.PREFIX.length()));
    return bits.length < 15 ? null : bits;
  }

  private static long number(byte[] bits, int from) {
    long number = 0;
    for (int i = from; i < from + Long.BYTES; i++) {
      number = number << 8 | bits[i] & 0xff;
    }
    return number;
  }

  /** Where the key is, or the free place where it would be: an HMAC needs no further hash. */
  private static int slot(long[] heads, long[] tails, int[] facts, long head, long tail) {
    int mask = heads.length - 1;
    int slot = (int) tail & mask;
    while (facts[slot] != 0 && (heads[slot] != head || tails[slot] != tail)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  /** Takes rows until it is full; of two rows of one account the later counts. */
  static final class Builder {
    private final int maxRows;
    private final Map<AccountFacts, Integer> numbers = new HashMap<>();
    private final List<AccountFacts> distinct = new ArrayList<>();
    private long[] heads = new long[FEWEST_SLOTS];
    private long[] tails = new long[FEWEST_SLOTS];
    private int[] facts = new int[FEWEST_SLOTS];
    private int size;
    private long leftOut;

    Builder(int maxRows) {
      this.maxRows = maxRows;
    }

    void add(String token, AccountFacts of) {
      byte[] bits = bits(token);
      if (bits == null) {
        throw new IllegalArgumentException("not a token");
      }
      long head = number(bits, 0);
      long tail = number(bits, 7);
      int slot = slot(heads, tails, facts, head, tail);
      if (facts[slot] == 0) {
        if (size == maxRows) {
          leftOut++;
          return;
        }
        size++;
      }
      heads[slot] = head;
      tails[slot] = tail;
      facts[slot] = numberOf(of);
      if (size > heads.length / 4 * 3) {
        grow();
      }
    }

    private int numberOf(AccountFacts of) {
      return numbers.computeIfAbsent(
          of,
          fresh -> {
            distinct.add(fresh);
            return distinct.size();
          });
    }

    private void grow() {
      long[] oldHeads = heads;
      long[] oldTails = tails;
      int[] oldFacts = facts;
      heads = new long[oldHeads.length * 2];
      tails = new long[heads.length];
      facts = new int[heads.length];
      for (int i = 0; i < oldFacts.length; i++) {
        if (oldFacts[i] != 0) {
          int slot = slot(heads, tails, facts, oldHeads[i], oldTails[i]);
          heads[slot] = oldHeads[i];
          tails[slot] = oldTails[i];
          facts[slot] = oldFacts[i];
        }
      }
    }

    long leftOut() {
      return leftOut;
    }

    AccountTable build() {
      return new AccountTable(this);
    }
  }

  @Override
  public String toString() {
    return size + " accounts, " + distinct.length + " different facts";
  }
}
