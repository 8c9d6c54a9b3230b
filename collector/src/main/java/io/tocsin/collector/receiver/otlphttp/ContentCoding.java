package io.tocsin.collector.receiver.otlphttp;

import io.tocsin.collector.intake.RefusedRequestException;
import io.tocsin.collector.receiver.BoundedBody;
import io.tocsin.collector.receiver.MemoryBudget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** How a body is compressed, by its Content-Encoding. */
enum ContentCoding {
  IDENTITY,
  GZIP,
  /** RFC 8878. */
  ZSTD;

  static final String ACCEPTED = "gzip, zstd";
  private static final String LIMIT = "max_decompressed_body_size";
  private static final int CHUNK = 64 * 1024;

  static ContentCoding of(@Nullable String header) throws RefusedRequestException {
    return switch (header == null ? "" : header.trim().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> IDENTITY;
      case "gzip", "x-gzip" -> GZIP;
      case "zstd" -> ZSTD;
      default ->
          throw new RefusedRequestException(
              RefusedRequestException.Kind.UNSUPPORTED,
              "encoding",
              "Content-Encoding " + header + " (expected: " + ACCEPTED + " or none)");
    };
  }

  /**
   * The body as it was before compression: 413 past {@code limit} bytes, of which none are kept;
   * 400 where the compressed form is broken or ends early.
   */
  byte[] decode(byte[] body, int limit, MemoryBudget.Share share) throws RefusedRequestException {
    if (this == IDENTITY) {
      if (body.length > limit) {
        throw BoundedBody.tooLarge(limit, LIMIT);
      }
      return body;
    }
    try (InputStream in = open(body)) {
      byte[] decoded = BoundedBody.read(in, limit, body.length, share, LIMIT);
      share.hold(decoded.length);
      return decoded;
    } catch (IOException e) {
      throw BoundedBody.broken(e.getMessage());
    }
  }

  private InputStream open(byte[] body) throws IOException {
    InputStream bytes = new ByteArrayInputStream(body);
    if (this == GZIP) {
      return new GZIPInputStream(bytes, CHUNK);
    }
    return BoundedBody.zstd(bytes);
  }
}
