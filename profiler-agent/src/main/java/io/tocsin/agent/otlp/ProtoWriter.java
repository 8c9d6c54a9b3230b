package io.tocsin.agent.otlp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes protobuf's wire format: varints, fixed 32 and 64 bits, length-delimited fields. A message
 * inside another is written on its own first, since its length comes before it.
 */
final class ProtoWriter {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;

  private byte[] buffer = new byte[256];
  private int size;

  ProtoWriter varint(int field, long value) {
    tag(field, VARINT);
    raw(value);
    return this;
  }

  ProtoWriter fixed64(int field, long value) {
    tag(field, FIXED64);
    reserve(8);
    for (int i = 0; i < 8; i++) {
      buffer[size++] = (byte) (value >>> (8 * i));
    }
    return this;
  }

  ProtoWriter text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  ProtoWriter message(int field, ProtoWriter message) {
    return delimited(field, message.buffer, message.size);
  }

  ProtoWriter bytes(int field, byte[] value) {
    return delimited(field, value, value.length);
  }

  /** Begins a field whose value is written elsewhere, directly after what is written here. */
  ProtoWriter opening(int field, long length) {
    tag(field, LENGTH_DELIMITED);
    raw(length);
    return this;
  }

  ProtoWriter append(byte[] fields) {
    reserve(fields.length);
    System.arraycopy(fields, 0, buffer, size, fields.length);
    size += fields.length;
    return this;
  }

  ProtoWriter append(ProtoWriter fields) {
    reserve(fields.size);
    System.arraycopy(fields.buffer, 0, buffer, size, fields.size);
    size += fields.size;
    return this;
  }

  int size() {
    return size;
  }

  byte[] toBytes() {
    return Arrays.copyOf(buffer, size);
  }

  private ProtoWriter delimited(int field, byte[] value, int length) {
    tag(field, LENGTH_DELIMITED);
    raw(length);
    reserve(length);
    System.arraycopy(value, 0, buffer, size, length);
    size += length;
    return this;
  }

  private void tag(int field, int wireType) {
    raw(((long) field << 3) | wireType);
  }

  private void raw(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      buffer[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    buffer[size++] = (byte) rest;
  }

  private void reserve(int bytes) {
    if (buffer.length - size < bytes) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + bytes));
    }
  }
}
