package io.tocsin.collector.decode;

import com.google.protobuf.ByteString;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Trace and span ids: valid ones have their exact length and are not all zero (W3C). */
final class Ids {
  private static final int TRACE_ID_BYTES = 16;
  private static final int SPAN_ID_BYTES = 8;

  private Ids() {}

  static @Nullable String trace(ByteString id) {
    return hex(id, TRACE_ID_BYTES);
  }

  static @Nullable String span(ByteString id) {
    return hex(id, SPAN_ID_BYTES);
  }

  private static @Nullable String hex(ByteString id, int length) {
    if (id.size() != length) {
      return null;
    }
    for (int i = 0; i < length; i++) {
      if (id.byteAt(i) != 0) {
        return HexFormat.of().formatHex(id.toByteArray());
      }
    }
    return null;
  }
}
