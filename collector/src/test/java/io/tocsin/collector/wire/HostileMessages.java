package io.tocsin.collector.wire;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Random messages as no well-meaning sender encodes them and as protobuf accepts them all the same:
 * fields in any order, singular ones several times, numbers longer than need be, unknown fields and
 * groups in between, known numbers under a foreign wire type. Driven by protobuf's own descriptors.
 */
public final class HostileMessages {
  private static final int DEEP = 13;
  private static final int SHALLOW = 8;

  private final Random random;
  private final Supplier<String> texts;
  private final boolean repeats;
  private final int maxDepth;

  /** Every other message has no singular field twice, and is not deep. */
  public HostileMessages(long seed, Supplier<String> texts) {
    this.random = random(seed);
    this.texts = texts;
    this.repeats = random.nextBoolean();
    this.maxDepth = repeats ? DEEP : SHALLOW;
  }

  /** Neighbouring seeds of Random begin alike; these do not. */
  public static Random random(long seed) {
    return new Random(seed * 0x9e3779b97f4a7c15L);
  }

  public byte[] message(Descriptor type) {
    return message(type, 0);
  }

  private byte[] message(Descriptor type, int depth) {
    List<byte[]> fields = new ArrayList<>();
    if (!repeats && !type.getRealOneofs().isEmpty()) {
      List<FieldDescriptor> members = type.getRealOneofs().getFirst().getFields();
      FieldDescriptor member = members.get(random.nextInt(members.size()));
      if (member.getJavaType() != FieldDescriptor.JavaType.MESSAGE || depth < maxDepth) {
        fields.add(field(member, depth));
      }
    }
    for (FieldDescriptor field : type.getFields()) {
      for (int times = times(field, depth); times > 0; times--) {
        fields.add(field(field, depth));
      }
    }
    Collections.shuffle(fields, random);
    if (random.nextInt(6) == 0) {
      fields.add(random.nextInt(fields.size() + 1), unknown(0));
    }
    return joined(fields);
  }

  private int times(FieldDescriptor field, int depth) {
    boolean message = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    if (message && depth >= maxDepth) {
      return 0;
    }
    if (field.isRepeated()) {
      return random.nextInt(depth < 5 ? 3 : 2);
    }
    if (field.getContainingOneof() != null && !repeats) {
      return 0;
    }
    if (field.getContainingOneof() != null) {
      int members = field.getContainingOneof().getFieldCount();
      return random.nextInt(members) < 2 ? 1 : 0;
    }
    if (repeats && random.nextInt(12) == 0) {
      return 2 + random.nextInt(2);
    }
    return random.nextInt(5) == 0 ? 0 : 1;
  }

  private byte[] field(FieldDescriptor field, int depth) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (random.nextInt(60) == 0) {
      varint(out, (long) field.getNumber() << 3 | Schema.FIXED32);
      out.writeBytes(bytes(4));
      if (field.getType() != FieldDescriptor.Type.FIXED32) {
        return out.toByteArray();
      }
      out.reset();
    }
    varint(out, (long) field.getNumber() << 3 | field.getLiteType().getWireType());
    switch (field.getType()) {
      case MESSAGE -> lengthDelimited(out, message(field.getMessageType(), depth + 1));
      case STRING -> lengthDelimited(out, texts.get().getBytes(StandardCharsets.UTF_8));
      case BYTES -> lengthDelimited(out, bytesOf(field));
      case FIXED64, SFIXED64, DOUBLE -> out.writeBytes(bytes(8));
      case FIXED32 -> out.writeBytes(bytes(4));
      default -> varint(out, number());
    }
    return out.toByteArray();
  }

  private byte[] bytesOf(FieldDescriptor field) {
    if (!field.getName().endsWith("_id")) {
      return texts.get().getBytes(StandardCharsets.UTF_8);
    }
    int usual = field.getName().startsWith("trace") ? 16 : 8;
    return bytes(random.nextInt(10) == 0 ? random.nextInt(20) : usual);
  }

  private long number() {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(30);
      case 1 -> random.nextLong();
      case 2 -> 13_000_000_000L + random.nextInt(1_000_000_000);
      default -> random.nextInt(100_000);
    };
  }

  private byte[] unknown(int depth) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long number = 40 + random.nextInt(2_000);
    switch (random.nextInt(depth < 3 ? 5 : 4)) {
      case 0 -> {
        varint(out, number << 3);
        varint(out, number());
      }
      case 1 -> {
        varint(out, number << 3 | Schema.FIXED64);
        out.writeBytes(bytes(8));
      }
      case 2 -> {
        varint(out, number << 3 | Schema.FIXED32);
        out.writeBytes(bytes(4));
      }
      case 3 -> {
        varint(out, number << 3 | Schema.LENGTH);
        lengthDelimited(out, texts.get().getBytes(StandardCharsets.UTF_8));
      }
      default -> {
        varint(out, number << 3 | Schema.GROUP_START);
        out.writeBytes(unknown(depth + 1));
        varint(out, number << 3 | Schema.GROUP_END);
      }
    }
    return out.toByteArray();
  }

  private void lengthDelimited(ByteArrayOutputStream out, byte[] content) {
    varint(out, content.length);
    out.writeBytes(content);
  }

  private void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    int written = 0;
    do {
      boolean more = (rest & ~0x7fL) != 0;
      out.write((int) (rest & 0x7f) | (more ? 0x80 : 0));
      rest >>>= 7;
      written++;
    } while (rest != 0);
    if (random.nextInt(16) == 0 && written < 9) {
      lengthen(out, random.nextInt(9 - written) + 1);
    }
  }

  /** Appends zeros to the number written last: the same number in more bytes. */
  private static void lengthen(ByteArrayOutputStream out, int by) {
    byte[] written = out.toByteArray();
    written[written.length - 1] |= (byte) 0x80;
    out.reset();
    out.writeBytes(written);
    for (int i = 1; i < by; i++) {
      out.write(0x80);
    }
    out.write(0);
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] joined(List<byte[]> parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    parts.forEach(out::writeBytes);
    return out.toByteArray();
  }
}
