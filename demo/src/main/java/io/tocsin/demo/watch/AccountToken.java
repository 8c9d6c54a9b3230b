package io.tocsin.demo.watch;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What an account id must look like in a ticket: {@code acct_} and base64url of the first 120 bits
 * of HMAC-SHA-256 under the tenant's index key. Worked out here once more, apart from Tocsin.
 */
public final class AccountToken {
  private static final int BYTES = 15;

  private final SecretKeySpec indexKey;

  /**
   * @param indexKey base64, as in its file
   */
  public AccountToken(String indexKey) {
    this.indexKey = new SecretKeySpec(Base64.getDecoder().decode(indexKey.strip()), "HmacSHA256");
  }

  public String of(String accountId) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(indexKey);
      byte[] hash = mac.doFinal(accountId.getBytes(StandardCharsets.UTF_8));
      return "acct_"
          + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
