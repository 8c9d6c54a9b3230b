package io.tocsin.collector.receiver.otlphttp;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** How a body is compressed, by its Content-Encoding. */
enum ContentCoding {
  IDENTITY,
  GZIP,
  /** RFC 8878, with the window that RFC 9659 sets for HTTP: at most 8 MiB. */
  ZSTD;

  static final String ACCEPTED = "gzip, zstd";
  private static final int ZSTD_WINDOW_LOG = 23;
  private static final int CHUNK = 64 * 1024;

  static ContentCoding of(@Nullable String header) throws RefusedRequestException {
    return switch (header == null ? "" : header.trim().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> IDENTITY;
      case "gzip", "x-gzip" -> GZIP;
      case "zstd" -> ZSTD;
      default ->
          throw new RefusedRequestException(
              HttpStatus.UNSUPPORTED_MEDIA_TYPE_415,
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
        throw tooLarge(limit);
      }
      return body;
    }
    try (InputStream in = open(body)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream(CHUNK);
      byte[] chunk = new byte[CHUNK];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        if (out.size() + read > limit) {
          throw tooLarge(limit);
        }
        share.hold((long) body.length + out.size() + read);
        out.write(chunk, 0, read);
      }
      byte[] decoded = out.toByteArray();
      share.hold(decoded.length);
      return decoded;
    } catch (EOFException e) {
      throw broken("ends early");
    } catch (IOException e) {
      throw broken(e.getMessage());
    }
  }

  private InputStream open(byte[] body) throws IOException {
    InputStream bytes = new ByteArrayInputStream(body);
    if (this == GZIP) {
      return new GZIPInputStream(bytes, CHUNK);
    }
    return new ZstdInputStreamNoFinalizer(bytes).setLongMax(ZSTD_WINDOW_LOG);
  }

  private static RefusedRequestException tooLarge(int limit) {
    return new RefusedRequestException(
        HttpStatus.PAYLOAD_TOO_LARGE_413,
        "decompressed_size",
        "body is larger than %,d bytes once decompressed (max_decompressed_body_size)"
            .formatted(limit));
  }

  private RefusedRequestException broken(@Nullable String what) {
    return new RefusedRequestException(
        HttpStatus.BAD_REQUEST_400,
        "compression",
        name().toLowerCase(Locale.ROOT) + " body cannot be decompressed: " + what);
  }
}
