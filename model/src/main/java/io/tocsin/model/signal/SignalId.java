package io.tocsin.model.signal;

import io.tocsin.model.fault.Fingerprint;
import io.tocsin.model.log.Position;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hash of log epoch, position, detector and key: a replay of the log writes no signal twice. */
public record SignalId(String value) {
  public static SignalId of(
      long epoch, Position position, String detector, String environment, Fingerprint key) {
    String text =
        epoch
            + "|"
            + position.partition()
            + '|'
            + position.offset()
            + '|'
            + detector
            + '|'
            + environment
            + '|'
            + key;
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new SignalId(HexFormat.of().formatHex(hash, 0, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Of the signal that completes earlier ones, beside that of the same batch's own records. */
  SignalId completing() {
    return new SignalId(value + "-completing");
  }

  @Override
  public String toString() {
    return value;
  }
}
