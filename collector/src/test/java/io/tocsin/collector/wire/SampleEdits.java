package io.tocsin.collector.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.Message;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The same edits twice: over the wire, and over protobuf's objects. Runs of z become {@code <zz>},
 * in bytes asterisks where lengths differ; the value of "secret" becomes ***; "drop" goes; numbers
 * from 10^10 become a text; every record gets an attribute; values deeper than the limit a marker.
 */
final class SampleEdits implements KeyClassifier {
  static final int PARTS = 3;
  private static final int SECRET = 1;
  private static final int DROP = 2;
  private static final byte[] RUN = "<zz>".getBytes(StandardCharsets.UTF_8);
  private static final byte[] PUT_KEY = "put".getBytes(StandardCharsets.UTF_8);
  private static final byte[] PUT_VALUE = "value".getBytes(StandardCharsets.UTF_8);
  private static final long LARGE = 10_000_000_000L;

  private final int maxDepth;
  private final boolean readsTexts;

  SampleEdits(int maxDepth, boolean readsTexts) {
    this.maxDepth = maxDepth;
    this.readsTexts = readsTexts;
  }

  @Override
  public boolean readsTexts() {
    return readsTexts;
  }

  @Override
  public int roleOf(String key) {
    return switch (key) {
      case "secret" -> SECRET;
      case "drop" -> DROP;
      default -> 0;
    };
  }

  void apply(BatchCursor batch) {
    for (int node = 0; node < batch.size(); node++) {
      int kind = batch.kind(node);
      if (batch.isPlain(node)) {
        runs(batch, batch.keyOf(node));
      }
      if (kind == Node.ATTRIBUTE && batch.role(node) == DROP) {
        batch.drop(node);
      } else if (kind == Node.ATTRIBUTE && batch.role(node) == SECRET) {
        int value = batch.valueOf(node);
        if (value >= 0 && batch.end(value) > batch.start(value)) {
          batch.maskValue(value, TextValue.encoded("***"));
        }
      } else if (kind == Node.INT && batch.longValue(node) >= LARGE) {
        batch.replaceValue(batch.parent(node), TextValue.encoded("large"));
      } else if (Node.holdsText(kind) && kind != Node.OPAQUE) {
        runs(batch, node);
      }
    }
    for (int record = 0; record < batch.records(); record++) {
      batch.puts().add(record, PUT_KEY, PUT_VALUE, PUT_VALUE.length);
    }
  }

  private static void runs(BatchCursor batch, int node) {
    int at = batch.start(node);
    while (at < batch.end(node)) {
      int from = at;
      while (at < batch.end(node) && batch.bytes()[at] == 'z') {
        at++;
      }
      if (at > from) {
        batch.mask(node, from, at, RUN, RUN.length);
      }
      at++;
    }
  }

  /** What the parts must decode to; empty ones are left out. */
  List<Message> expected(Message request) {
    Message edited = message(request, 0);
    List<Message> parts = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      Message only = onlyPart(edited, part);
      if (only != null) {
        parts.add(only);
      }
    }
    return parts;
  }

  private Message message(Message of, int depth) {
    Message.Builder out = of.toBuilder();
    for (Map.Entry<FieldDescriptor, Object> entry : of.getAllFields().entrySet()) {
      FieldDescriptor field = entry.getKey();
      if (field.isRepeated()) {
        out.clearField(field);
        for (Object one : (List<?>) entry.getValue()) {
          if (!(one instanceof KeyValue pair && pair.getKey().equals("drop"))) {
            out.addRepeatedField(field, value(field, one, depth));
          }
        }
      } else {
        out.setField(field, value(field, entry.getValue(), depth));
      }
    }
    String name = of.getDescriptorForType().getName();
    if (name.equals("LogRecord") || name.equals("Span") || name.equals("Metric")) {
      KeyValue put =
          KeyValue.newBuilder()
              .setKey("put")
              .setValue(AnyValue.newBuilder().setStringValue("value"))
              .build();
      out.addRepeatedField(
          of.getDescriptorForType()
              .findFieldByName(name.equals("Metric") ? "metadata" : "attributes"),
          put);
    }
    return out.build();
  }

  private Object value(FieldDescriptor field, Object value, int depth) {
    return switch (value) {
      case AnyValue any -> any(any, depth + 1);
      case KeyValue pair when pair.getKey().equals("secret") -> secret(pair, depth);
      case Message message -> message(message, depth);
      case String text -> text.replaceAll("z+", "<zz>");
      case ByteString bytes when field.getName().equals("bytes_value") -> {
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        String stars = Pattern.compile("z+").matcher(text).replaceAll(SampleEdits::ofEqualLength);
        yield ByteString.copyFrom(stars, StandardCharsets.ISO_8859_1);
      }
      default -> value;
    };
  }

  private static String ofEqualLength(MatchResult run) {
    int length = run.group().length();
    return length == RUN.length ? "<zz>" : "*".repeat(length);
  }

  private Object secret(KeyValue pair, int depth) {
    KeyValue edited = (KeyValue) message(pair, depth);
    boolean empty = !pair.hasValue() || cut(pair.getValue(), depth + 1).getSerializedSize() == 0;
    return empty
        ? edited
        : edited.toBuilder().setValue(AnyValue.newBuilder().setStringValue("***")).build();
  }

  private AnyValue any(AnyValue any, int depth) {
    AnyValue cut = cut(any, depth);
    if (cut != any) {
      return cut;
    }
    return any.hasIntValue() && any.getIntValue() >= LARGE
        ? AnyValue.newBuilder().setStringValue("large").build()
        : (AnyValue) message(any, depth);
  }

  private AnyValue cut(AnyValue any, int depth) {
    return depth > maxDepth && any.getSerializedSize() > 0
        ? AnyValue.newBuilder().setStringValue("[cut: nested too deep]").build()
        : any;
  }

  /** Null where the part holds no record; records go round the parts in their order. */
  private static Message onlyPart(Message request, int part) {
    int[] ordinal = {0};
    Message only = only(request, part, ordinal);
    return only;
  }

  private static Message only(Message of, int part, int[] ordinal) {
    Message.Builder out = of.toBuilder();
    boolean any = false;
    for (FieldDescriptor field : of.getDescriptorForType().getFields()) {
      if (!field.isRepeated() || !isContainer(field.getName())) {
        continue;
      }
      out.clearField(field);
      for (Object one : (List<?>) of.getField(field)) {
        boolean record = isRecords(field.getName());
        Message kept =
            record
                ? ordinal[0]++ % PARTS == part ? (Message) one : null
                : only((Message) one, part, ordinal);
        if (kept != null) {
          out.addRepeatedField(field, kept);
          any = true;
        }
      }
    }
    return any ? out.build() : null;
  }

  private static boolean isRecords(String field) {
    return field.equals("log_records") || field.equals("spans") || field.equals("metrics");
  }

  private static boolean isContainer(String field) {
    return switch (field) {
      case "resource_logs",
          "scope_logs",
          "log_records",
          "resource_spans",
          "scope_spans",
          "spans",
          "resource_metrics",
          "scope_metrics",
          "metrics" ->
          true;
      default -> false;
    };
  }

  static <M extends Message> M decode(M prototype, byte[] bytes) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    in.setRecursionLimit(1_000);
    @SuppressWarnings("unchecked")
    M message =
        (M) prototype.getParserForType().parseFrom(in, ExtensionRegistryLite.getEmptyRegistry());
    return message;
  }
}
