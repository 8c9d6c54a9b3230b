package io.tocsin.bot.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscapedTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "com.bank.Fees$1.rate(long[]): 4.0 %", "~", "余额不足 é"})
  void text_thatMeansNothingInXml_staysAsItIs(String text) {
    assertThat(Escaped.text(text)).isEqualTo(text);
  }

  @Test
  void text_thatWouldBeMarkup_isEscaped() {
    assertThat(Escaped.text("<init> & \"a\" 'b'"))
        .isEqualTo("&lt;init&gt; &amp; &quot;a&quot; &#39;b&#39;");
  }

  @Test
  void charactersThatXmlDoesNotKnow_areOneSpace() {
    assertThat(Stream.of("a\nb", "a\u0000\u0001b", "a\u007fb", "a\ud800b", "a\uffffb"))
        .extracting(Escaped::text)
        .containsOnly("a b");
  }
}
