package io.tocsin.demo.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class AccountTokenTest {
  /** RFC 4231, test case 1. */
  @Test
  void token_isTheHeadOfTheHmacOfTheRfc() {
    byte[] key = new byte[20];
    Arrays.fill(key, (byte) 0x0b);
    byte[] head = HexFormat.of().parseHex("b0344c61d8db38535ca8afceaf0bf1");

    AccountToken tokens = new AccountToken(Base64.getEncoder().encodeToString(key) + '\n');

    assertThat(tokens.of("Hi There"))
        .isEqualTo("acct_" + Base64.getUrlEncoder().withoutPadding().encodeToString(head));
  }
}
