package io.tocsin.model.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountTest {
  private static final TenantId RETAIL = new TenantId("retail");
  private static final Keys.Key OLD = key("k1", 'a');
  private static final Keys.Key NEW = key("k2", 'b');

  @Test
  void tokensOf_sameIdAndKey_isTheSameTokenAndNeverTheId() {
    AccountTokens tokens = new AccountTokens(new Keys(List.of(OLD), List.of(OLD)));

    assertThat(tokens.tokensOf("6222020200112233"))
        .isEqualTo(tokens.tokensOf("6222020200112233"))
        .singleElement()
        .satisfies(
            token -> assertThat(token).matches("acct_[A-Za-z0-9_-]{20}").doesNotContain("6222"));
  }

  @Test
  void tokensOf_duringARotation_givesTheOlderKeysTokenFirst() {
    AccountTokens before = new AccountTokens(new Keys(List.of(OLD), List.of(OLD)));
    AccountTokens during = new AccountTokens(new Keys(List.of(NEW, OLD), List.of(OLD)));

    assertThat(during.tokensOf("1")).hasSize(2).startsWith(before.tokensOf("1").getFirst());
  }

  @Test
  void decrypt_afterARotation_stillOpensOldTexts() {
    String text = new AccountCipher(RETAIL, new Keys(List.of(OLD), List.of(OLD))).encrypt("42");

    assertThat(new AccountCipher(RETAIL, new Keys(List.of(OLD), List.of(NEW, OLD))).decrypt(text))
        .contains("42");
  }

  @Test
  void decrypt_ofAnotherTenantsOrAChangedText_isEmpty() {
    Keys keys = new Keys(List.of(OLD), List.of(OLD));
    String text = new AccountCipher(RETAIL, keys).encrypt("42");

    assertThat(new AccountCipher(new TenantId("other"), keys).decrypt(text)).isEmpty();
    assertThat(new AccountCipher(RETAIL, keys).decrypt(text.replace("v1.k1", "v1.k9"))).isEmpty();
    assertThat(new AccountCipher(RETAIL, keys).decrypt(flip(text))).isEmpty();
    assertThat(new AccountCipher(RETAIL, keys).decrypt("42")).isEmpty();
  }

  @Test
  void encrypt_twice_givesDifferentTexts() {
    AccountCipher cipher = new AccountCipher(RETAIL, new Keys(List.of(OLD), List.of(OLD)));

    assertThat(cipher.encrypt("42")).isNotEqualTo(cipher.encrypt("42"));
  }

  private static String flip(String text) {
    int last = text.length() - 3;
    char other = text.charAt(last) == 'A' ? 'B' : 'A';
    return text.substring(0, last) + other + text.substring(last + 1);
  }

  private static Keys.Key key(String id, char fill) {
    return new Keys.Key(id, String.valueOf(fill).repeat(16).getBytes(StandardCharsets.UTF_8));
  }
}
