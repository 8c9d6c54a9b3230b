package io.tocsin.bot.markup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTextTest {
  private static final String GAP = "\u200b";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "asked @ops and @bank/hazel| asked @_ops and @_bank/hazel",
        "dev <dev@bank.example> wrote| dev \\<dev@bank.example\\> wrote",
        "closes #12, !7 and GH-9| closes #_12, !_7 and GH-_9",
        "/close| _/close",
        "a path like /srv/data| a path like /srv/data"
      })
  void marks_thatATrackerActsOn_areBroken(String said, String expected) {
    assertThat(MarkdownText.of(said)).isEqualTo(expected.replace("_", GAP));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "`@bank/hazel` owns it",
        "```java\n@Test void closes() { /* #12 */ }\n```",
        "**Service:** `fees 1.1.0`",
        "### What explains it\n\n- counted: operation\n- not counted: version",
        "[TOC-1](http://127.0.0.1:8440/incidents/TOC-1)"
      })
  void whatMarkdownItselfMeans_stays(String markdown) {
    assertThat(MarkdownText.of(markdown)).isEqualTo(markdown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"before <img src=x onerror=alert(1)> after", "<script>alert(1)</script>"})
  void html_isWords(String said) {
    assertThat(MarkdownText.of(said)).doesNotContainPattern("(?<!\\\\)<(img|script)");
  }
}
