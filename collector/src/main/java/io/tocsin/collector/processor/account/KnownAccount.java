package io.tocsin.collector.processor.account;

import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.collector.wire.Attribute;
import io.tocsin.collector.wire.TextValue;
import io.tocsin.model.account.AccountCipher;
import io.tocsin.model.account.AccountTokens;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * All that a record needs of its account, as bytes.
 *
 * @param id the raw one; never leaves the process
 * @param tokens as an attribute: comma separated, the older first
 * @param token the older one, which stands where the id stood
 * @param value {@code token} as an AnyValue
 * @param encrypted as an attribute
 * @param digitsOnly whether the id is a number
 */
record KnownAccount(
    byte[] id, byte[] tokens, byte[] token, byte[] value, byte[] encrypted, boolean digitsOnly) {
  static KnownAccount of(byte[] id, AccountTokens tokens, AccountCipher cipher) {
    String text = new String(id, StandardCharsets.UTF_8);
    List<String> all = tokens.tokensOf(text);
    byte[] first = all.getFirst().getBytes(StandardCharsets.UTF_8);
    boolean digitsOnly = true;
    for (byte b : id) {
      digitsOnly &= b >= '0' && b <= '9';
    }
    return new KnownAccount(
        id,
        Attribute.encoded(TelemetryAttributes.ACCOUNT_TOKENS, String.join(",", all)),
        first,
        TextValue.encoded(first),
        Attribute.encoded(TelemetryAttributes.ACCOUNT_ENCRYPTED, cipher.encrypt(text)),
        digitsOnly);
  }

  @Override
  public String toString() {
    return new String(token, StandardCharsets.UTF_8);
  }
}
