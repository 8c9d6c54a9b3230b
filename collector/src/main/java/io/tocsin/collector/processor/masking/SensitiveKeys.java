package io.tocsin.collector.processor.masking;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which keys stand for secrets. Only the last part after a dot counts ({@code db.user.password}),
 * taken apart into words at separators and where lower case meets upper case; Chinese names, which
 * have no such places, are looked for as they are.
 */
final class SensitiveKeys {
  /** As in {@code -Dpassword=x}: not part of the key. */
  private static final String JVM_FLAG = "-D";

  private final List<String> endings = new ArrayList<>();
  private final Set<String> words = new HashSet<>();
  private final List<String> others = new ArrayList<>();

  SensitiveKeys(List<String> keys, List<String> keyWords) {
    for (String key : keys) {
      if (isAscii(key)) {
        endings.add(join(split(key)));
      } else {
        others.add(key);
      }
    }
    for (String word : keyWords) {
      if (isAscii(word)) {
        words.add(word.toLowerCase(Locale.ROOT));
      } else {
        others.add(word);
      }
    }
  }

  boolean contains(String key) {
    for (String other : others) {
      if (key.contains(other)) {
        return true;
      }
    }
    int flag = key.startsWith(JVM_FLAG) ? JVM_FLAG.length() : 0;
    List<String> parts = split(key.substring(Math.max(flag, key.lastIndexOf('.') + 1)));
    for (String part : parts) {
      if (words.contains(part)) {
        return true;
      }
    }
    String joined = join(parts);
    for (String ending : endings) {
      if (joined.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  /** Words between spaces, so that an ending begins where a word begins. */
  private static String join(List<String> parts) {
    return " " + String.join(" ", parts);
  }

  private static List<String> split(String key) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      boolean hump =
          Character.isUpperCase(c)
              && i > 0
              && (Character.isLowerCase(key.charAt(i - 1))
                  || i + 1 < key.length()
                      && Character.isUpperCase(key.charAt(i - 1))
                      && Character.isLowerCase(key.charAt(i + 1)));
      if (part.length() > 0 && (hump || !Character.isLetterOrDigit(c))) {
        parts.add(part.toString().toLowerCase(Locale.ROOT));
        part.setLength(0);
      }
      if (Character.isLetterOrDigit(c)) {
        part.append(c);
      }
    }
    if (part.length() > 0) {
      parts.add(part.toString().toLowerCase(Locale.ROOT));
    }
    return parts;
  }
}
