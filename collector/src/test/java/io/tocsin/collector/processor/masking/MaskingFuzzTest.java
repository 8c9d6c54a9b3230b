package io.tocsin.collector.processor.masking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever the text: masking never throws, gives valid UTF-8 for valid UTF-8, and hides a secret
 * planted anywhere, however often it is applied. {@code JAZZER_FUZZ=1} lets Jazzer look for texts;
 * without it the ones it found and random ones are tried.
 */
class MaskingFuzzTest {
  private static final String CARD = "6222021234567890128";
  private static final String PASSWORD = "hunter2Zq9";
  private static final MaskText MASK = new MaskText(MaskingConfig.defaults());
  private static final String[] PIECES = {
    "%",
    "%4",
    "%40",
    "\\",
    "\\u",
    "\\u00",
    "\\u0041",
    "\"",
    "'",
    "=",
    ":",
    "：",
    "=>",
    "<",
    ">",
    "@",
    "B",
    "H",
    "J",
    "eyJ",
    "Bearer ",
    "-----BEGIN ",
    "PRIVATE KEY",
    "-----END ",
    "password",
    "token",
    "密码",
    "{",
    "}",
    "[",
    "]",
    " ",
    "-",
    "+",
    ".",
    "/",
    "://",
    "1",
    "138",
    "4111",
    "86",
    "QUFB",
    "==",
    "＠",
    "Ａ",
    "１",
    "\n",
    "\t",
    "a",
    "b.cn",
    "GB82",
    "X",
    "_",
    "***",
    "(",
    ")",
    "0x",
    "😀",
    "转账",
    "&",
    ";",
    ","
  };

  @Tag("long")
  @FuzzTest(maxDuration = "10m")
  void anyText_isMaskedSafely(FuzzedDataProvider data) {
    check(data.consumeString(400), data.consumeString(400));
  }

  @Test
  void linesOfAllKinds_areMaskedOnceAndForAll() {
    for (String line :
        new String[] {
          "pay 6222021234567890128 call +86 138 0000 5678 or 010-87654321",
          "{\"password\":\"x\",\"mail\":\"bob%40example.com\",\"d\":\"NDExMTExMTExMTExMTExMQ==\"}",
          "138-0000-0678-28765432 and +123456 4111111111111111"
        }) {
      String once = MASK.mask(line);
      assertThat(MASK.mask(once)).isEqualTo(once).isNotEqualTo(line);
    }
  }

  @Test
  void randomText_isMaskedSafely() {
    fuzz(11, 15_000);
  }

  @Tag("long")
  @Test
  void veryMuchRandomText_isMaskedSafely() {
    fuzz(1_000, 2_000_000);
  }

  private static void fuzz(long seed, int cases) {
    Random random = new Random(seed);
    for (int i = 0; i < cases; i++) {
      check(text(random), text(random));
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int pieces = random.nextInt(12);
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private static void check(String before, String after) {
    String plain = valid(before + after);
    String once = MASK.mask(plain);
    assertThat(isUtf8(MASK.mask(plain.getBytes(UTF_8)))).as(plain).isTrue();
    assertThat(isUtf8(MASK.mask(once.getBytes(UTF_8)))).as("masked again: %s", plain).isTrue();
    planted(before + " ", CARD, " " + after);
    planted(before + "\n{\"password\":\"", PASSWORD, "\"}\n" + after);
    planted(before + "\npassword={}", PASSWORD, "\n" + after);
    planted(before + "\npassword=\\u0041", PASSWORD, "\n" + after);
    planted(before + "\na@b.cn.Bearer ", PASSWORD, "\n" + after);
  }

  /**
   * Between plain surroundings, that is: those that make no other value of it, and do not hold it
   * themselves as part of another.
   */
  private static void planted(String before, String secret, String after) {
    if (before.contains(secret) || after.contains(secret)) {
      return;
    }
    String text = valid(before + secret + after);
    String masked = MASK.mask(text);
    assertThat(masked.contains(secret)).as("planted: %s", text).isFalse();
    assertThat(MASK.mask(masked).contains(secret)).as("masked again: %s", text).isFalse();
  }

  /** Lone surrogates become question marks, as in every text on the wire. */
  private static String valid(String text) {
    return new String(text.getBytes(UTF_8), UTF_8);
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
