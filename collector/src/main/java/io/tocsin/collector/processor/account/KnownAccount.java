package io.tocsin.collector.processor.account;

import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.collector.lookup.AccountFacts;
import io.tocsin.collector.wire.Attribute;
import io.tocsin.collector.wire.TextValue;
import io.tocsin.model.account.AccountCipher;
import io.tocsin.model.account.AccountTokens;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that a record needs of its account, as bytes.
 *
 * @param id the raw one; never leaves the process
 * @param tokens as an attribute: comma separated, the older first
 * @param token the older one, which stands where the id stood
 * @param value {@code token} as an AnyValue
 * @param encrypted as an attribute
 * @param digitsOnly whether the id is a number
 * @param tenantCode as an attribute, for records that name none; null where no table tells it
 * @param facts tier and region as attributes, as far as a table tells them
 */
record KnownAccount(
    byte[] id,
    byte[] tokens,
    byte[] token,
    byte[] value,
    byte[] encrypted,
    boolean digitsOnly,
    byte @Nullable [] tenantCode,
    List<byte[]> facts) {
  private static final byte[] LOOKED_UP =
      Attribute.encoded(TelemetryAttributes.TENANT_CODE_BECAUSE, "lookup table");

  /**
   * @param lookup by token, null where nothing is known of it
   */
  static KnownAccount of(
      byte[] id,
      AccountTokens tokens,
      AccountCipher cipher,
      Function<String, @Nullable AccountFacts> lookup) {
    String text = new String(id, StandardCharsets.UTF_8);
    List<String> all = tokens.tokensOf(text);
    byte[] first = all.getFirst().getBytes(StandardCharsets.UTF_8);
    boolean digitsOnly = true;
    for (byte b : id) {
      digitsOnly &= b >= '0' && b <= '9';
    }
    AccountFacts facts = lookup.apply(all.getFirst());
    return new KnownAccount(
        id,
        Attribute.encoded(TelemetryAttributes.ACCOUNT_TOKENS, String.join(",", all)),
        first,
        TextValue.encoded(first),
        Attribute.encoded(TelemetryAttributes.ACCOUNT_ENCRYPTED, cipher.encrypt(text)),
        digitsOnly,
        facts == null ? null : attribute(TelemetryAttributes.TENANT_CODE, facts.tenantCode()),
        facts == null ? List.of() : attributes(facts));
  }

  private static List<byte[]> attributes(AccountFacts facts) {
    return Stream.of(
            attribute(TelemetryAttributes.ACCOUNT_TIER, facts.tier()),
            attribute(TelemetryAttributes.ACCOUNT_REGION, facts.region()))
        .filter(Objects::nonNull)
        .toList();
  }

  private static byte @Nullable [] attribute(String key, @Nullable String text) {
    return text == null ? null : Attribute.encoded(key, text);
  }

  /** Why a record has that tenant code, as an attribute. */
  byte[] tenantCodeBecause() {
    return LOOKED_UP;
  }

  @Override
  public String toString() {
    return new String(token, StandardCharsets.UTF_8);
  }
}
