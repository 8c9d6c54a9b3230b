package io.tocsin.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountLikeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "6222 0212 3456 7890",
        "6222-0212-3456-7890",
        "+86 13812345678",
        "12345",
        "ACC_12345",
        "6222\uff10\uff12\uff11\uff12",
        "1\u30002\u30003\u30004\u30005",
        "6222****1234",
        "transfer of 62220200111 refused",
        "TOC-622202021234567890",
        "TOC-1 12345"
      })
  void holds_whatCouldBeAnAccount(String text) {
    assertThat(AccountLike.holds(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "connection refused",
        "HTTP 500",
        "1234",
        "TOC-12345",
        "incident/TOC-12345",
        "tocsin-abcdefghijklmnopqrst234567",
        "account/acct_01234567890123456789",
        "0123456789ABCDEF0123456789abcdef",
        "01234567-89ab-cdef-0123-456789abcdef"
      })
  void holds_notWordsNorNamesOfOurOwn(String text) {
    assertThat(AccountLike.holds(text)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "6222 0212-3456.7890, 6222021234567890",
    "+86 13812345678, 8613812345678",
    "ACC_12345, ACC_12345"
  })
  void id_ofAGroupedNumber_isItsDigits(String typed, String id) {
    assertThat(AccountLike.id(typed)).isEqualTo(id);
  }
}
