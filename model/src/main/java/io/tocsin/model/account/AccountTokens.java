package io.tocsin.model.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Searchable stand-ins for account ids: {@code acct_} + base64url of the first 120 bits of
 * HMAC-SHA-256 (RFC 2104) under a tenant's index key. Equal ids of one tenant give equal tokens; of
 * two tenants, or under two keys, different ones. Safe for many threads.
 */
public final class AccountTokens {
  public static final String PREFIX = "acct_";
  private static final int TOKEN_BYTES = 15;

  private final List<SecretKeySpec> oldestFirst;

  public AccountTokens(Keys keys) {
    this.oldestFirst =
        keys.indexKeys().reversed().stream()
            .map(key -> new SecretKeySpec(key.secret(), "HmacSHA256"))
            .toList();
  }

  /** One token for each index key, the older key's first. */
  public List<String> tokensOf(String accountId) {
    byte[] id = accountId.getBytes(StandardCharsets.UTF_8);
    return oldestFirst.stream().map(key -> token(key, id)).toList();
  }

  private static String token(SecretKeySpec key, byte[] id) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] hash = mac.doFinal(id);
      byte[] head = java.util.Arrays.copyOf(hash, TOKEN_BYTES);
      return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(head);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
