package io.tocsin.collector.receiver;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.tocsin.collector.intake.RefusedRequestException;
import io.tocsin.collector.intake.RefusedRequestException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Decompression that ends at its limits, whatever a small body claims to unfold to. */
public final class BoundedBody {
  /** The window that RFC 9659 sets for zstd over HTTP: at most 8 MiB. */
  private static final int ZSTD_WINDOW_LOG = 23;

  private static final int CHUNK = 64 * 1024;

  private BoundedBody() {}

  public static InputStream zstd(InputStream compressed) throws IOException {
    return new ZstdInputStreamNoFinalizer(compressed).setLongMax(ZSTD_WINDOW_LOG);
  }

  /**
   * Everything that the stream holds; TOO_LARGE past {@code limit} bytes, of which none are kept,
   * MALFORMED where the compressed form is broken or ends early.
   *
   * @param besides bytes that the request holds while it is read
   * @param setting that is the limit, for the message
   */
  public static byte[] read(
      InputStream in, int limit, long besides, MemoryBudget.Share share, String setting)
      throws RefusedRequestException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(CHUNK);
    byte[] chunk = new byte[CHUNK];
    try {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        if (out.size() + read > limit) {
          throw tooLarge(limit, setting);
        }
        share.hold(besides + out.size() + read);
        out.write(chunk, 0, read);
      }
    } catch (EOFException e) {
      throw broken("ends early");
    } catch (IOException e) {
      throw broken(e.getMessage());
    }
    return out.toByteArray();
  }

  public static RefusedRequestException tooLarge(int limit, String setting) {
    return new RefusedRequestException(
        Kind.TOO_LARGE,
        "decompressed_size",
        "body is larger than %,d bytes once decompressed (%s)".formatted(limit, setting));
  }

  public static RefusedRequestException broken(@Nullable String what) {
    return new RefusedRequestException(
        Kind.MALFORMED, "compression", "body cannot be decompressed: " + what);
  }
}
