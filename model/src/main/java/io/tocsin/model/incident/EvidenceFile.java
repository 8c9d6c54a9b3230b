package io.tocsin.model.incident;

import java.util.regex.Pattern;

/**
 * What explains an incident, as a file for people. Masked.
 *
 * @param name of a-z, 0-9 and hyphens, with one ending: "log-excerpt.txt"
 * @param bytes not to be changed
 */
public record EvidenceFile(String name, String mediaType, byte[] bytes) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}\\.[a-z0-9]{1,8}");

  public EvidenceFile {
    if (!isName(name)) {
      throw new IllegalArgumentException("not a name of an evidence file: " + name);
    }
  }

  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }
}
