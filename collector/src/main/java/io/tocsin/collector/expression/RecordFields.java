package io.tocsin.collector.expression;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Arrays;

/**
 * Where the singular fields of one LogRecord, Span or scope stand in its bytes. A number under
 * another wire type than the protocol gives it is an unknown field, as protobuf has it. Reused.
 */
final class RecordFields {
  private static final int FIELDS = 17;

  /** Wire type of each field number; -1 for those that repeat or are not there. */
  static final int[] LOG =
      wireTypes(new int[] {3, 5, 9, 10, 12}, new int[] {2, 7}, new int[] {1, 11}, new int[] {8});

  static final int[] SPAN =
      wireTypes(new int[] {1, 2, 3, 4, 5, 15}, new int[] {6}, new int[] {7, 8}, new int[] {16});

  static final int[] SCOPE = wireTypes(new int[] {1, 2}, new int[] {4}, new int[0], new int[0]);

  private final int[] heads = new int[FIELDS];
  private final int[] starts = new int[FIELDS];
  private final int[] ends = new int[FIELDS];
  private final long[] numbers = new long[FIELDS];

  private static int[] wireTypes(int[] lengths, int[] varints, int[] fixed64, int[] fixed32) {
    int[] types = new int[FIELDS];
    Arrays.fill(types, -1);
    Arrays.stream(lengths).forEach(field -> types[field] = WireFormat.WIRETYPE_LENGTH_DELIMITED);
    Arrays.stream(varints).forEach(field -> types[field] = WireFormat.WIRETYPE_VARINT);
    Arrays.stream(fixed64).forEach(field -> types[field] = WireFormat.WIRETYPE_FIXED64);
    Arrays.stream(fixed32).forEach(field -> types[field] = WireFormat.WIRETYPE_FIXED32);
    return types;
  }

  /**
   * @param types {@link #LOG}, {@link #SPAN} or {@link #SCOPE}
   */
  void read(byte[] bytes, int from, int to, int[] types) {
    Arrays.fill(heads, -1);
    CodedInputStream in = CodedInputStream.newInstance(bytes, from, to - from);
    try {
      while (!in.isAtEnd()) {
        int head = from + in.getTotalBytesRead();
        int tag = in.readTag();
        int field = WireFormat.getTagFieldNumber(tag);
        if (field < FIELDS && types[field] == WireFormat.getTagWireType(tag)) {
          heads[field] = head;
          content(in, field, from, types[field]);
          ends[field] = from + in.getTotalBytesRead();
        } else {
          in.skipField(tag);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("what was indexed is protobuf", e);
    }
  }

  private void content(CodedInputStream in, int field, int from, int type) throws IOException {
    switch (type) {
      case WireFormat.WIRETYPE_VARINT -> numbers[field] = in.readRawVarint64();
      case WireFormat.WIRETYPE_FIXED64 -> numbers[field] = in.readRawLittleEndian64();
      case WireFormat.WIRETYPE_FIXED32 -> numbers[field] = in.readRawLittleEndian32();
      default -> {
        int length = in.readRawVarint32();
        starts[field] = from + in.getTotalBytesRead();
        in.skipRawBytes(length);
      }
    }
  }

  boolean has(int field) {
    return heads[field] >= 0;
  }

  /** Where its tag begins. */
  int head(int field) {
    return heads[field];
  }

  /** Where the content of a field with a length begins. */
  int start(int field) {
    return starts[field];
  }

  int end(int field) {
    return ends[field];
  }

  /** 0 where it is absent. */
  long number(int field) {
    return has(field) ? numbers[field] : 0;
  }
}
