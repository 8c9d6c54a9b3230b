package io.tocsin.collector.expression;

import com.google.common.primitives.UnsignedLong;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.UnsafeByteOperations;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.tocsin.collector.pipeline.Pipeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OTLP's values as CEL's, and back. */
final class Values {
  /** Bytes that a UTF-16 unit takes at most. */
  static final int MAX_UTF8 = 3;

  private Values() {}

  /** Of a slice of an indexed request. */
  static AnyValue parsed(byte[] bytes, int from, int to) {
    CodedInputStream in = CodedInputStream.newInstance(bytes, from, to - from);
    in.setRecursionLimit(Pipeline.RECURSION_LIMIT);
    try {
      return AnyValue.parseFrom(in, ExtensionRegistryLite.getEmptyRegistry());
    } catch (IOException e) {
      throw new IllegalStateException("what was indexed is protobuf", e);
    }
  }

  /** Recursion is safe: the cursor leaves at most 100 levels of values. */
  static Object seen(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> value.getBoolValue();
      case INT_VALUE -> value.getIntValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case BYTES_VALUE -> CelByteString.of(value.getBytesValue().toByteArray());
      case ARRAY_VALUE -> value.getArrayValue().getValuesList().stream().map(Values::seen).toList();
      case KVLIST_VALUE -> fields(value.getKvlistValue());
      default -> NullValue.NULL_VALUE;
    };
  }

  /** Of a key that comes twice the last counts. */
  static Map<String, Object> fields(KeyValueList list) {
    Map<String, Object> fields = new LinkedHashMap<>();
    list.getValuesList().forEach(pair -> fields.put(pair.getKey(), seen(pair.getValue())));
    return fields;
  }

  /** Null for what no attribute can hold. */
  static @Nullable AnyValue encoded(Object value) {
    AnyValue.Builder any = AnyValue.newBuilder();
    switch (value) {
      case String text -> any.setStringValue(text);
      case Boolean flag -> any.setBoolValue(flag);
      case Long number -> any.setIntValue(number);
      case UnsignedLong number -> any.setIntValue(number.longValue());
      case Double number -> any.setDoubleValue(number);
      case CelByteString bytes ->
          any.setBytesValue(UnsafeByteOperations.unsafeWrap(bytes.toByteArray()));
      case List<?> list -> {
        List<AnyValue> items = new ArrayList<>();
        for (Object item : list) {
          if (!add(item, items)) {
            return null;
          }
        }
        any.setArrayValue(ArrayValue.newBuilder().addAllValues(items));
      }
      case Map<?, ?> map -> {
        KeyValueList.Builder fields = KeyValueList.newBuilder();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          List<AnyValue> one = new ArrayList<>();
          if (!add(entry.getValue(), one)) {
            return null;
          }
          fields.addValues(
              KeyValue.newBuilder()
                  .setKey(String.valueOf(entry.getKey()))
                  .setValue(one.getFirst()));
        }
        any.setKvlistValue(fields);
      }
      default -> {
        return null;
      }
    }
    return any.build();
  }

  private static boolean add(@Nullable Object value, List<AnyValue> to) {
    @Nullable AnyValue encoded =
        value == null || value == NullValue.NULL_VALUE
            ? AnyValue.getDefaultInstance()
            : encoded(value);
    return encoded != null && to.add(encoded);
  }
}
