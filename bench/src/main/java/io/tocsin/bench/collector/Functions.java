package io.tocsin.bench.collector;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.tocsin.collector.wire.Attribute;
import io.tocsin.collector.wire.BatchCursor;
import io.tocsin.collector.wire.KeyClassifier;
import io.tocsin.collector.wire.Node;
import io.tocsin.collector.wire.WireException;
import io.tocsin.collector.wire.WireLimits;
import io.tocsin.model.TenantId;
import io.tocsin.model.log.TelemetryKind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;

/**
 * What can be done to one request in memory, each by one call: the least anybody can do, and equal
 * work (decode, count the digits of every text, add one attribute to each record, encode) by
 * protobuf's objects and by our cursor.
 */
final class Functions {
  private static final TenantId TENANT = new TenantId("bank");
  private static final String KEY = "tocsin.biz_code";
  private static final String VALUE = "transfer";
  private static final int RECURSION_LIMIT = 350;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ZEROS = 0x3030303030303030L;
  private static final long LOWS = 0x7f7f7f7f7f7f7f7fL;
  private static final long HIGHS = ~LOWS;

  /** Carries what is ten or more into the high bit. */
  private static final long TO_TEN = 0x7676767676767676L;

  private final byte[] request;
  private final BatchCursor cursor =
      new BatchCursor(List.of(new Nobody()), WireLimits.defaults(), RECURSION_LIMIT);
  private final byte[] encoded = Attribute.encoded(KEY, VALUE);
  private final KeyValue put =
      KeyValue.newBuilder()
          .setKey(KEY)
          .setValue(AnyValue.newBuilder().setStringValue(VALUE))
          .build();

  private static final class Nobody implements KeyClassifier {
    @Override
    public int roleOf(String key) {
      return 0;
    }

    @Override
    public boolean readsTexts() {
      return false;
    }
  }

  Functions(byte[] request) {
    this.request = request;
  }

  /** Digits and length of what comes out, for both ways the same. */
  record Done(long digits, int bytes) {}

  Done byCursor() throws WireException {
    BatchCursor batch = cursor;
    batch.open(TENANT, TelemetryKind.LOGS, request);
    byte[] bytes = batch.bytes();
    long digits = 0;
    for (int node = 0; node < batch.size(); node++) {
      if (batch.kind(node) == Node.TEXT) {
        digits += digits(bytes, batch.start(node), batch.end(node));
      }
    }
    for (int record = 0; record < batch.records(); record++) {
      batch.puts().addEncoded(record, encoded);
    }
    batch.settle();
    return new Done(digits, batch.write(0, new int[batch.records()], true).length);
  }

  /** Eight bytes at a time, as our processors look at them. */
  private static int digits(byte[] bytes, int from, int to) {
    int digits = 0;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      long nibble = (long) WORD.get(bytes, at) ^ ZEROS;
      digits += Long.bitCount(~((nibble & LOWS) + TO_TEN | nibble) & HIGHS);
    }
    for (; at < to; at++) {
      digits += bytes[at] >= '0' && bytes[at] <= '9' ? 1 : 0;
    }
    return digits;
  }

  Done byObjects() throws InvalidProtocolBufferException {
    ExportLogsServiceRequest.Builder batch =
        ExportLogsServiceRequest.parseFrom(request).toBuilder();
    long digits = 0;
    for (ResourceLogs.Builder group : batch.getResourceLogsBuilderList()) {
      digits += digits(group.getResource().getAttributesList());
      for (ScopeLogs.Builder scope : group.getScopeLogsBuilderList()) {
        for (LogRecord.Builder log : scope.getLogRecordsBuilderList()) {
          digits += digits(log.getBody().getStringValue());
          digits += digits(log.getAttributesList());
          log.addAttributes(put);
        }
      }
    }
    return new Done(digits, batch.build().toByteArray().length);
  }

  private static int digits(List<KeyValue> attributes) {
    int digits = 0;
    for (KeyValue attribute : attributes) {
      digits += digits(attribute.getValue().getStringValue());
    }
    return digits;
  }

  private static int digits(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      digits += text.charAt(i) >= '0' && text.charAt(i) <= '9' ? 1 : 0;
    }
    return digits;
  }

  /** Every field of every message, no more: what no reader of the bytes can be faster than. */
  int byBareWalk() {
    return walk(request, 0, request.length, 0);
  }

  private static int walk(byte[] bytes, int from, int to, int depth) {
    int fields = 0;
    int at = from;
    while (at < to) {
      int tag = bytes[at++];
      fields++;
      switch (tag & 7) {
        case 0 -> {
          while (bytes[at++] < 0) {
            // on to the last byte of the number
          }
        }
        case 1 -> at += 8;
        case 5 -> at += 4;
        default -> {
          int length = 0;
          int shift = 0;
          int b;
          do {
            b = bytes[at++];
            length |= (b & 0x7f) << shift;
            shift += 7;
          } while (b < 0);
          if (isMessage(depth, tag >>> 3)) {
            fields += walk(bytes, at, at + length, depth + 1);
          }
          at += length;
        }
      }
    }
    return fields;
  }

  /** By depth: request, resource group, scope group, record, attribute (OTLP logs 1.x). */
  private static boolean isMessage(int depth, int field) {
    return switch (depth) {
      case 0 -> true;
      case 1 -> field < 3;
      case 2 -> field == 2;
      case 3 -> field == 5 || field == 6;
      case 4 -> field == 2;
      default -> false;
    };
  }
}
