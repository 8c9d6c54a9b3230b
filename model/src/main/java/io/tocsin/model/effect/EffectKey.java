package io.tocsin.model.effect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/**
 * What an effect is told apart by: 26 base32 characters (RFC 4648, lower case), the first 130 bits
 * of SHA-256 over a text that is the same whenever the effect is.
 */
public record EffectKey(String text) {
  private static final Pattern VALID = Pattern.compile("[a-z2-7]{26}");
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int CHARACTERS = 26;

  public EffectKey {
    if (!VALID.matcher(text).matches()) {
      throw new IllegalArgumentException("key: " + text + " (expected: 26 base32 characters)");
    }
  }

  /**
   * @param canonical whole and in one form: who adds parts keeps them apart
   */
  public static EffectKey of(String canonical) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
      return new EffectKey(base32(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String base32(byte[] bytes) {
    StringBuilder text = new StringBuilder(CHARACTERS);
    for (int bit = 0; text.length() < CHARACTERS; bit += 5) {
      int pair = (bytes[bit / 8] & 0xff) << 8 | bytes[bit / 8 + 1] & 0xff;
      text.append(BASE32.charAt(pair >> (11 - bit % 8) & 31));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return text;
  }
}
