package io.tocsin.collector.decode;

import io.tocsin.collector.wire.Fields;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Trace and span ids: valid ones have their exact length and are not all zero (W3C). */
final class Ids {
  private static final int TRACE_ID_BYTES = 16;
  private static final int SPAN_ID_BYTES = 8;

  private Ids() {}

  /**
   * @param field that stands on the id
   */
  static @Nullable String trace(byte[] bytes, Fields field) {
    return hex(bytes, field, TRACE_ID_BYTES);
  }

  static @Nullable String span(byte[] bytes, Fields field) {
    return hex(bytes, field, SPAN_ID_BYTES);
  }

  private static @Nullable String hex(byte[] bytes, Fields field, int length) {
    if (field.end() - field.start() != length) {
      return null;
    }
    for (int i = field.start(); i < field.end(); i++) {
      if (bytes[i] != 0) {
        return HexFormat.of().formatHex(bytes, field.start(), field.end());
      }
    }
    return null;
  }
}
