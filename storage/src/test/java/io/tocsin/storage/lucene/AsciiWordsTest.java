package io.tocsin.storage.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.junit.jupiter.api.Test;

class AsciiWordsTest {
  private static final int CHARS = 2_000;

  private final Words words = new Words(CHARS);
  private final Scratch scratch = new Scratch(words);

  @Test
  void anyAsciiText_hasTheWordsThatTheAnalyzerFinds() throws IOException {
    Random random = new Random(5);
    for (int i = 0; i < 3_000; i++) {
      String text = text(random, random.nextInt(400));
      assertThat(ascii(text)).as(text).isEqualTo(analyzed(text));
    }
  }

  @Test
  void longWords_andTextsPastTheLimit_areCutAtTheSamePlaces() throws IOException {
    for (int length : List.of(0, 1, 254, 255, 256, 510, 511, 1_000, 1_999, 2_000, 2_001, 5_000)) {
      String text = "a" + "B7".repeat(length);
      assertThat(ascii(text)).isEqualTo(analyzed(text));
    }
  }

  @Test
  void otherText_isLeftToTheAnalyzer() {
    assertThat(scratch.begin().words("转账 done").tokenStreamValue()).isNull();
    assertThat(scratch.words("x".repeat(CHARS) + "é").tokenStreamValue())
        .as("behind the limit")
        .isNotNull();
  }

  @Test
  void textsOfOneDocument_doNotDisturbEachOther() throws IOException {
    scratch.begin();
    TokenStream first = scratch.words("one two").tokenStreamValue();
    TokenStream second = scratch.words("three").tokenStreamValue();

    assertThat(tokens(first)).containsExactly("one", "two");
    assertThat(tokens(second)).containsExactly("three");
  }

  private List<String> ascii(String text) throws IOException {
    return tokens(scratch.begin().words(text).tokenStreamValue());
  }

  private List<String> analyzed(String text) throws IOException {
    return tokens(words.tokenStream(Fields.TEXT, words.plain(text)));
  }

  private static List<String> tokens(TokenStream stream) throws IOException {
    List<String> tokens = new ArrayList<>();
    try (stream) {
      CharTermAttribute token = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        tokens.add(token.toString());
      }
      stream.end();
    }
    return tokens;
  }

  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      boolean wordy = random.nextInt(5) != 0;
      text.append(wordy ? "abcXYZ0189_.".charAt(random.nextInt(12)) : (char) random.nextInt(128));
    }
    return text.toString();
  }
}
