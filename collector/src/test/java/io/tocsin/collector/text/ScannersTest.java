package io.tocsin.collector.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScannersTest {
  private static final String ALPHABET = "0123456789 -:=>@BHJabz\u00e9\u652f\uff11\uff1a";

  @Test
  void textClass_missesNothingThatItsFlagsPromise() {
    Random random = new Random(11);
    for (int round = 0; round < 20_000; round++) {
      String text = text(random, random.nextInt(60));
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      int flags = TextClass.of(bytes, 0, bytes.length);
      assertThat((flags & TextClass.NON_ASCII) != 0).isEqualTo(bytes.length != text.length());
      assertThat(flags & TextClass.INVALID).isZero();
      assertThat((flags & TextClass.ASSIGNMENTS) != 0).as(text).isEqualTo(has(text, ":=>\uff1a"));
      assertThat((flags & TextClass.MARKS) != 0).as(text).isEqualTo(has(text, "@BHJ"));
      if (text.matches(".*[0-9]{3,4}[ -]?[0-9]{4}[ -]?[0-9]{4}.*")) {
        assertThat(flags & TextClass.DIGITS).as(text).isNotZero();
        assertThat(flags & TextClass.MANY_DIGITS).as(text).isNotZero();
      }
    }
  }

  @Test
  void textClass_seesEveryNumberAndLongWord_whereverItStands() {
    Random random = new Random(14);
    String around = "abc xyz  %\\@B=Z,.\u652f\uff11";
    for (int round = 0; round < 20_000; round++) {
      int digits = 12 + random.nextInt(20);
      StringBuilder number = new StringBuilder();
      for (int i = 0; i < digits; i++) {
        boolean apart = i > 0 && i % 4 == 0 && random.nextBoolean();
        number.append(apart ? " " : "").append(random.nextInt(10));
      }
      String text = text(random, around, random.nextInt(30)) + number + text(random, around, 9);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      int flags = TextClass.of(bytes, 0, bytes.length);
      assertThat(TextClass.mayHold(flags, digits)).as(text).isTrue();
      assertThat((flags & TextClass.ENCODED) != 0).as(text).isEqualTo(has(text, "%\\"));
      boolean word = text.matches(".*[A-Za-z0-9]{16}.*");
      assertThat((flags & TextClass.LONG_WORDS) != 0).as(text).isEqualTo(word);
    }
  }

  @Test
  void textClass_knowsThatFewDigitsAreNoLongNumber() {
    byte[] bytes = "transfer of 81234.42 CNY done in 312 ms".getBytes(StandardCharsets.UTF_8);
    int flags = TextClass.of(bytes, 0, bytes.length);
    assertThat(TextClass.mayHold(flags, 8)).isTrue();
    assertThat(TextClass.mayHold(flags, 16)).isFalse();
  }

  @Test
  void utf8_isJudgedAsTheJdkDoes() {
    Random random = new Random(12);
    for (int round = 0; round < 50_000; round++) {
      byte[] bytes = text(random, 12).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 2 && bytes.length > 0; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      boolean valid = !new String(bytes, StandardCharsets.UTF_8).contains("\ufffd");
      int flags = TextClass.of(bytes, 0, bytes.length);
      assertThat((flags & TextClass.INVALID) == 0).isEqualTo(valid);
      assertThat(TextClass.validity(bytes, 0, bytes.length)).isEqualTo(flags & TextClass.INVALID);
    }
  }

  @Test
  void find_findsWhatStringFinds() {
    Random random = new Random(13);
    for (int round = 0; round < 50_000; round++) {
      String text = text(random, random.nextInt(40));
      String wanted = text(random, 1 + random.nextInt(3));
      byte[] bytes = ("##" + text + "##").getBytes(StandardCharsets.ISO_8859_1);
      byte[] part = wanted.getBytes(StandardCharsets.ISO_8859_1);
      int expected =
          new String(bytes, 2, bytes.length - 4, StandardCharsets.ISO_8859_1)
              .indexOf(new String(part, StandardCharsets.ISO_8859_1));
      int found = Slices.find(bytes, 2, bytes.length - 2, part);
      assertThat(found).isEqualTo(expected < 0 ? -1 : expected + 2);
    }
  }

  @Test
  void sliceMap_answersForItsKeysOnly() {
    SliceMap<Integer> map = new SliceMap<>(Map.of("one", 1, "three", 3, "", 0));
    byte[] bytes = "three one".getBytes(StandardCharsets.UTF_8);
    assertThat(map.get(bytes, 0, 5)).isEqualTo(3);
    assertThat(map.get(bytes, 6, 9)).isEqualTo(1);
    assertThat(map.get(bytes, 0, 0)).isEqualTo(0);
    assertThat(map.get(bytes, 0, 4)).isNull();
  }

  @Test
  void escapes_areTakenOff() {
    String json = "a\\\"b\\\\n\\u652f\\t";
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    assertThat(new String(Escapes.json(bytes, 0, bytes.length), StandardCharsets.UTF_8))
        .isEqualTo("a\"b\n\u652f\t");
    byte[] url = "a%20b%zz%e6%94%af%".getBytes(StandardCharsets.UTF_8);
    assertThat(new String(Escapes.percent(url, 0, url.length), StandardCharsets.UTF_8))
        .isEqualTo("a b%zz\u652f%");
  }

  private static boolean has(String text, String any) {
    return text.chars().anyMatch(c -> any.indexOf(c) >= 0);
  }

  private static String text(Random random, int length) {
    return text(random, random.nextInt(2) == 0 ? ALPHABET.substring(0, 12) : ALPHABET, length);
  }

  private static String text(Random random, String alphabet, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
