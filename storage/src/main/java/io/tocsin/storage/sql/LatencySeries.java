package io.tocsin.storage.sql;

import io.tocsin.model.latency.LatencyWindow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * A number for everything that a window's key holds but its time. It is a hash, so that it is the
 * same after a restore or a sweep, and needs no look at the table first.
 */
final class LatencySeries {
  /** Beside a version that is named: no service can call its own that. */
  static final String NO_VERSION = "";

  private LatencySeries() {}

  static long id(LatencyWindow window) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part :
          List.of(
              window.tenant().value(),
              window.service(),
              window.environment(),
              window.operation(),
              version(window))) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
      }
      return ByteBuffer.wrap(digest.digest()).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static String version(LatencyWindow window) {
    return window.version() == null ? NO_VERSION : window.version();
  }
}
