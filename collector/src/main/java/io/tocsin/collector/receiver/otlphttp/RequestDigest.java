package io.tocsin.collector.receiver.otlphttp;

import io.tocsin.model.log.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** First 128 bits of SHA-256 over the path, a zero byte, and the body as sent. */
final class RequestDigest {
  private RequestDigest() {}

  static Digest of(String path, byte[] body) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(path.getBytes(StandardCharsets.UTF_8));
      sha.update((byte) 0);
      ByteBuffer hash = ByteBuffer.wrap(sha.digest(body));
      return new Digest(hash.getLong(), hash.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
