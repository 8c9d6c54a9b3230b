package io.tocsin.bot.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void T15_line_hasNoControlOrDirectionCharacters_andNoHalfOfAPair() {
    assertThat(Words.line(" a\r\n\tb\u0007\u202e 余额 \ud83d\ude00 \ud83d", 100))
        .isEqualTo("a b 余额 😀");
    assertThat(Words.line("\n\n", 10)).isEmpty();
  }

  @Test
  void T15_cut_neverCutsACharacterInTwo() {
    assertThat(Words.cut("abc", 3)).isEqualTo("abc");
    assertThat(Words.cut("abcd", 3)).isEqualTo("ab…");
    assertThat(Words.cut("a😀😀", 3)).isEqualTo("a…");
    assertThat(Words.line("😀".repeat(100), 20)).hasSizeLessThanOrEqualTo(20).endsWith("😀…");
  }

  @Test
  void harmless_keepsTheWordsReadable() {
    assertThat(Words.harmless("@all [x](y)", "@]").replace("\u200b", "")).isEqualTo("@all [x](y)");
    assertThat(Words.harmless("@all", "@")).doesNotContain("@all");
  }
}
