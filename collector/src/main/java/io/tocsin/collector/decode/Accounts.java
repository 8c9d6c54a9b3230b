package io.tocsin.collector.decode;

import io.tocsin.model.telemetry.AccountRef;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Accounts that come again, each made once: windows of traces hold on to many records' account. Of
 * fixed size; a new one takes another's place. Safe for many threads without locks: entries are
 * immutable, and one that another thread sees late is made twice.
 */
final class Accounts {
  private static final int SLOTS = 4_096;

  private record Known(String tokens, AccountRef account) {
    boolean is(String otherTokens, @Nullable String encrypted, String because) {
      return tokens.equals(otherTokens)
          && because.equals(account.because())
          && Objects.equals(encrypted, account.encrypted());
    }
  }

  private final @Nullable Known[] slots = new Known[SLOTS];

  /**
   * @param tokens with commas between them
   */
  AccountRef of(String tokens, @Nullable String encrypted, String because) {
    int hash = tokens.hashCode();
    int slot = (hash ^ hash >>> 16) & SLOTS - 1;
    Known known = slots[slot];
    if (known == null || !known.is(tokens, encrypted, because)) {
      known = new Known(tokens, new AccountRef(List.of(tokens.split(",", -1)), encrypted, because));
      slots[slot] = known;
    }
    return known.account();
  }
}
