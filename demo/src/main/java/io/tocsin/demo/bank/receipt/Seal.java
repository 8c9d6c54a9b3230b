package io.tocsin.demo.bank.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Proves that no line of a receipt was changed, taken out or moved. */
final class Seal {
  private static final HexFormat HEX = HexFormat.of();

  private final MessageDigest digest;

  Seal() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Each line's hash is taken over the line and the hash before it; the last one is the seal. */
  String over(List<String> lines) {
    String link = "";
    for (String line : lines) {
      digest.update(link.getBytes(UTF_8));
      digest.update(line.getBytes(UTF_8));
      link = HEX.formatHex(digest.digest());
    }
    return link;
  }
}
