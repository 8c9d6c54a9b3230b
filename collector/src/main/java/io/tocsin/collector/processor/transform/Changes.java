package io.tocsin.collector.processor.transform;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import com.google.protobuf.WireFormat;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.tocsin.collector.expression.SeenAttributes;
import io.tocsin.collector.expression.SeenField;
import io.tocsin.collector.expression.SeenRecord;
import io.tocsin.collector.wire.BatchCursor;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Registers what became of a record: what has another value, or none, is taken out wherever it
 * stood, and the new value put behind the rest.
 */
final class Changes {
  private final BatchCursor batch;

  Changes(BatchCursor batch) {
    this.batch = batch;
  }

  void register(int record, SeenRecord seen) {
    for (Map.Entry<SeenField, AnyValue> field : seen.changes().entrySet()) {
      int head = seen.head(field.getKey());
      if (head >= 0) {
        batch.dropField(record, head, seen.end(field.getKey()));
      }
      put(record, field.getKey(), field.getValue());
    }
    SeenAttributes attributes = seen.attributes();
    for (Map.Entry<String, Optional<AnyValue>> change : attributes.changes().entrySet()) {
      String key = change.getKey();
      dropAll(attributes, key.getBytes(UTF_8));
      change
          .getValue()
          .ifPresent(value ->
              batch
                  .puts()
                  .addEncoded(
                      record,
                      delimited(KeyValue.newBuilder().setKey(key).setValue(value).build())));
    }
  }

  private void dropAll(SeenAttributes attributes, byte[] key) {
    for (int at = attributes.next(key, -1); at >= 0; at = attributes.next(key, batch.next(at))) {
      batch.drop(at);
    }
  }

  private void put(int record, SeenField field, AnyValue value) {
    int tag = field.number() << 3;
    switch (field) {
      case SEVERITY ->
          batch
              .puts()
              .addField(
                  record,
                  tag | WireFormat.WIRETYPE_VARINT,
                  new byte[] {(byte) value.getIntValue()});
      case BODY ->
          batch
              .puts()
              .addField(record, tag | WireFormat.WIRETYPE_LENGTH_DELIMITED, delimited(value));
      case SEVERITY_TEXT, NAME ->
          batch
              .puts()
              .addField(
                  record,
                  tag | WireFormat.WIRETYPE_LENGTH_DELIMITED,
                  delimited(value.getStringValueBytes().toByteArray()));
    }
  }

  private static byte[] delimited(MessageLite message) {
    return delimited(message.toByteArray());
  }

  /** With its length before it. */
  private static byte[] delimited(byte[] content) {
    byte[] out =
        new byte[CodedOutputStream.computeUInt32SizeNoTag(content.length) + content.length];
    CodedOutputStream to = CodedOutputStream.newInstance(out);
    try {
      to.writeUInt32NoTag(content.length);
      to.writeRawBytes(content);
      to.flush();
    } catch (IOException e) {
      throw new IllegalStateException("its size was computed", e);
    }
    return out;
  }
}
