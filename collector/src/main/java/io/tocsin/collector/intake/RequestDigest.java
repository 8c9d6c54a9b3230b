package io.tocsin.collector.intake;

import io.tocsin.model.log.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** First 128 bits of SHA-256 over the path, a zero byte, and the body. */
public final class RequestDigest {
  private RequestDigest() {}

  /**
   * @param path of the request, or name of the method called
   * @param body as the sender repeats it: as sent, or once decompressed
   */
  public static Digest of(String path, byte[] body) {
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
