package io.tocsin.bot.filing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextSealTest {
  private static final String SEALED = TextSeal.seal("**refund** fails\n\n- 退款 𠮷\n");

  @Test
  void whatWasSealed_isWhole() {
    assertThat(TextSeal.isWhole(SEALED)).isTrue();
    assertThat(SEALED).hasSize("**refund** fails\n\n- 退款 𠮷\n".length() + TextSeal.LENGTH);
  }

  @Test
  void whiteSpaceThatATrackerChanged_doesNotCount() {
    assertThat(TextSeal.isWhole(SEALED.strip().replace("\n", "\r\n"))).isTrue();
  }

  @Test
  void whatSomebodyChangedOrAdded_breaksIt() {
    assertThat(TextSeal.isWhole(SEALED.replace("fails", "failed"))).isFalse();
    assertThat(TextSeal.isWhole(SEALED + "I look at it")).isFalse();
    assertThat(TextSeal.isWhole("mine")).isFalse();
    assertThat(TextSeal.isWhole("")).isFalse();
  }
}
