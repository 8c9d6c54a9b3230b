package io.tocsin.model.telemetry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account as it may be stored: never the raw id.
 *
 * @param tokens {@code acct_…}; two during the overlap of an index-key rotation, the older first
 * @param encrypted base64 of the id under the tenant's encryption key, for a reveal
 * @param because how the record got it: "attribute account_id", "joined from span 00f0…"
 */
public record AccountRef(List<String> tokens, @Nullable String encrypted, String because) {
  public AccountRef {
    tokens = List.copyOf(tokens);
    if (tokens.isEmpty()) {
      throw new IllegalArgumentException("account without a token");
    }
  }

  /** The older token: distinct counts use it, so that a rotation does not double them. */
  public String token() {
    return tokens.getFirst();
  }
}
