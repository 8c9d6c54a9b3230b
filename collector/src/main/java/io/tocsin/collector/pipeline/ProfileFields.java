package io.tocsin.collector.pipeline;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/**
 * Counts the fields of a profiles request before objects are made of them: two bytes can ask for an
 * object of fifty. Message for message as OTLP 1.11 has them; what it does not have is one field.
 */
final class ProfileFields {
  /** What a field of a message holds, by field number from 1; null where it is no message. */
  private enum Shape {
    LEAF,
    VALUE,
    KEY_VALUE,
    VALUES,
    KEY_VALUES,
    RESOURCE,
    SCOPE,
    PROFILE,
    SCOPE_PROFILES,
    RESOURCE_PROFILES,
    LOCATION,
    ATTRIBUTE,
    DICTIONARY,
    REQUEST;

    private Shape inside(int field) {
      return switch (this) {
        case REQUEST -> field == 1 ? RESOURCE_PROFILES : field == 2 ? DICTIONARY : LEAF;
        case RESOURCE_PROFILES -> field == 1 ? RESOURCE : field == 2 ? SCOPE_PROFILES : LEAF;
        case SCOPE_PROFILES -> field == 1 ? SCOPE : field == 2 ? PROFILE : LEAF;
        case RESOURCE -> field == 1 ? KEY_VALUE : LEAF;
        case SCOPE -> field == 3 ? KEY_VALUE : LEAF;
        case KEY_VALUE, ATTRIBUTE -> field == 2 ? VALUE : LEAF;
        case VALUE -> field == 5 ? VALUES : field == 6 ? KEY_VALUES : LEAF;
        case VALUES -> field == 1 ? VALUE : LEAF;
        case KEY_VALUES -> field == 1 ? KEY_VALUE : LEAF;
        case DICTIONARY -> field == 2 ? LOCATION : field == 6 ? ATTRIBUTE : LEAF;
        case LOCATION, PROFILE, LEAF -> LEAF;
      };
    }
  }

  private final CodedInputStream in;
  private int left;

  private ProfileFields(byte[] request, int limit) {
    in = CodedInputStream.newInstance(request);
    left = limit;
  }

  static void check(byte[] request, int limit) throws MalformedBatchException {
    try {
      new ProfileFields(request, limit).message(Shape.REQUEST, 0);
    } catch (IOException e) {
      throw new MalformedBatchException("not protobuf: " + e.getMessage());
    }
  }

  private void message(Shape shape, int depth) throws IOException, MalformedBatchException {
    if (depth > Pipeline.RECURSION_LIMIT) {
      throw new MalformedBatchException("nested deeper than " + Pipeline.RECURSION_LIMIT);
    }
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (--left < 0) {
        throw new MalformedBatchException("more fields than max_fields");
      }
      Shape inside = shape.inside(WireFormat.getTagFieldNumber(tag));
      if (inside == Shape.LEAF || WireFormat.getTagWireType(tag) != 2) {
        in.skipField(tag);
      } else {
        int outer = in.pushLimit(in.readRawVarint32());
        message(inside, depth + 1);
        in.popLimit(outer);
      }
    }
  }
}
