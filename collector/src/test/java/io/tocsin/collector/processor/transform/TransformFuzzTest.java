package io.tocsin.collector.processor.transform;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.tocsin.collector.decode.ValueText;
import io.tocsin.collector.expression.ExpressionLimits;
import io.tocsin.collector.expression.RuleCounts;
import io.tocsin.collector.pipeline.Processed;
import io.tocsin.collector.pipeline.RulesPipeline;
import io.tocsin.collector.processor.filter.DropRule;
import io.tocsin.collector.processor.filter.FilterConfig;
import io.tocsin.collector.processor.filter.FilterProcessor;
import io.tocsin.collector.wire.HostileMessages;
import io.tocsin.collector.wire.WireLimits;
import io.tocsin.model.TenantId;
import io.tocsin.model.log.TelemetryKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Rules over the wire form of hostile messages change what the same rules, written in Java, change
 * in protobuf's objects, and nothing else.
 */
class TransformFuzzTest {
  private static final TenantId TENANT = new TenantId("acme");
  private static final String[] WORDS = {
    "", "z", "pizza", "secret", "drop", "plain", "token=zz", "支付zz失败", "copy", "service.name"
  };
  private static final ExpressionLimits LIMITS = new ExpressionLimits(1 << 20, 1_000);
  private static final DropRule DROP_LOGS =
      new DropRule("low", TelemetryKind.LOGS, "trace_id != '' && trace_id < '8'", "a test", true);
  private static final DropRule DROP_SPANS =
      new DropRule("low", TelemetryKind.TRACES, "trace_id != '' && trace_id < '8'", "a test", true);
  private static final TransformRule LOG_ATTRIBUTES =
      new TransformRule(
          "attributes",
          TelemetryKind.LOGS,
          "'secret' in attributes",
          Map.of("copy", "attributes['secret']", "fixed", "'é' + severity_text"),
          null,
          null,
          null,
          null,
          Map.of("plain", "renamed"),
          List.of("drop"));
  private static final TransformRule LOG_FIELDS =
      new TransformRule(
          "fields",
          TelemetryKind.LOGS,
          "body.contains('z') || 'renamed' in attributes",
          Map.of(),
          "'[' + body + ']'",
          "severity > 0 && severity < 20 ? severity + 1 : 5",
          "severity_text + '!'",
          null,
          Map.of(),
          List.of());
  private static final TransformRule SPANS =
      new TransformRule(
          "spans",
          TelemetryKind.TRACES,
          "name.contains('z') || status == 'error'",
          Map.of("what", "kind + name", "copy", "attributes['secret']"),
          null,
          null,
          null,
          "name + '!'",
          Map.of("plain", "renamed"),
          List.of("drop"));

  @ParameterizedTest
  @EnumSource(names = {"LOGS", "TRACES"})
  void rules_overHostileMessages_changeWhatTheyChangeInObjects(TelemetryKind kind)
      throws Exception {
    fuzz(kind, 1, 1_000);
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource(names = {"LOGS", "TRACES"})
  void rules_overVeryManyHostileMessages_changeWhatTheyChangeInObjects(TelemetryKind kind)
      throws Exception {
    fuzz(kind, 1_000_000, 100_000);
  }

  private static void fuzz(TelemetryKind kind, long firstSeed, int cases) throws Exception {
    Message prototype =
        kind == TelemetryKind.LOGS
            ? ExportLogsServiceRequest.getDefaultInstance()
            : ExportTraceServiceRequest.getDefaultInstance();
    AtomicReference<byte[]> written = new AtomicReference<>();
    RuleCounts counts = new RuleCounts();
    RulesPipeline rules =
        new RulesPipeline(
            List.of(
                new FilterProcessor(
                    new FilterConfig(List.of(DROP_LOGS, renamed(DROP_SPANS))), LIMITS, counts),
                new TransformProcessor(
                    new TransformConfig(List.of(LOG_ATTRIBUTES, LOG_FIELDS, SPANS)),
                    LIMITS,
                    counts)),
            new WireLimits(100, 1_000_000),
            (tenant, of, payload, observed) -> {
              written.set(payload);
              return new Processed(List.of(), 0, Map.of(), Map.of(), Map.of());
            });
    int changed = 0;
    for (long seed = firstSeed; seed < firstSeed + cases; seed++) {
      byte[] request =
          new HostileMessages(seed, texts(seed)).message(prototype.getDescriptorForType());
      Message before = decode(prototype, request);
      Message expected = withoutEmpty(edited(before));
      written.set(new byte[0]);
      rules.process(TENANT, kind, request, 1);
      Message actual = withoutEmpty(decode(prototype, written.get()));
      assertThat(actual).as("seed %d", seed).isEqualTo(expected);
      changed += expected.equals(withoutEmpty(before)) ? 0 : 1;
    }
    assertThat(changed).as("cases that rules changed").isGreaterThan(cases / 10);
  }

  private static DropRule renamed(DropRule rule) {
    return new DropRule("low-spans", rule.signal(), rule.when(), rule.because(), true);
  }

  private static Supplier<String> texts(long seed) {
    Random random = HostileMessages.random(seed);
    return () -> WORDS[random.nextInt(WORDS.length)];
  }

  private static Message decode(Message prototype, byte[] bytes) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    in.setRecursionLimit(1_000);
    return prototype.getParserForType().parseFrom(in, ExtensionRegistryLite.getEmptyRegistry());
  }

  /** Groups in which no record is left go only where some record went. */
  private static Message withoutEmpty(Message of) {
    Message.Builder out = of.toBuilder();
    for (FieldDescriptor field : of.getDescriptorForType().getFields()) {
      if (field.isRepeated() && isContainer(field.getName())) {
        out.clearField(field);
        for (Object one : (List<?>) of.getField(field)) {
          Message inner = withoutEmpty((Message) one);
          if (hasRecords(inner)) {
            out.addRepeatedField(field, inner);
          }
        }
      }
    }
    return hasRecords(out.build()) ? out.build() : of.getDefaultInstanceForType();
  }

  private static boolean hasRecords(Message of) {
    return of.getDescriptorForType().getFields().stream()
        .anyMatch(field ->
            field.isRepeated()
                && (isContainer(field.getName()) || isRecords(field.getName()))
                && of.getRepeatedFieldCount(field) > 0);
  }

  private static boolean isContainer(String field) {
    return field.startsWith("resource_") && !field.equals("resource_attributes")
        || field.startsWith("scope_");
  }

  private static boolean isRecords(String field) {
    return field.equals("log_records") || field.equals("spans");
  }

  private static Message edited(Message of) {
    Message.Builder out = of.toBuilder();
    for (FieldDescriptor field : of.getDescriptorForType().getFields()) {
      if (!field.isRepeated() || !isContainer(field.getName()) && !isRecords(field.getName())) {
        continue;
      }
      out.clearField(field);
      for (Object one : (List<?>) of.getField(field)) {
        Message inner =
            switch (one) {
              case LogRecord log -> low(log.getTraceId()) ? null : edited(log);
              case Span span -> low(span.getTraceId()) ? null : edited(span);
              default -> edited((Message) one);
            };
        if (inner != null) {
          out.addRepeatedField(field, inner);
        }
      }
    }
    return out.build();
  }

  private static boolean low(ByteString traceId) {
    String hex = HexFormat.of().formatHex(traceId.toByteArray());
    return traceId.size() == 16 && !hex.matches("0+") && hex.compareTo("8") < 0;
  }

  private static @Nullable AnyValue last(List<KeyValue> attributes, String key) {
    AnyValue found = null;
    for (KeyValue pair : attributes) {
      found = pair.getKey().equals(key) ? pair.getValue() : found;
    }
    return found;
  }

  /** What a rule sets stands last, in the order in which it was set first. */
  private static List<KeyValue> with(
      List<KeyValue> attributes, Map<String, @Nullable AnyValue> changes) {
    List<KeyValue> all = new ArrayList<>(attributes);
    all.removeIf(pair -> changes.containsKey(pair.getKey()));
    changes.forEach((key, value) -> {
      if (value != null) {
        all.add(KeyValue.newBuilder().setKey(key).setValue(value).build());
      }
    });
    return all;
  }

  private static void renameAndDelete(
      List<KeyValue> attributes, Map<String, @Nullable AnyValue> changes) {
    AnyValue plain = last(attributes, "plain");
    if (plain != null) {
      changes.put("plain", null);
      changes.put("renamed", plain);
    }
    changes.put("drop", null);
  }

  private static AnyValue text(String text) {
    return AnyValue.newBuilder().setStringValue(text).build();
  }

  private static LogRecord edited(LogRecord log) {
    LogRecord.Builder out = log.toBuilder();
    List<KeyValue> attributes = log.getAttributesList();
    AnyValue secret = last(attributes, "secret");
    if (secret != null) {
      Map<String, @Nullable AnyValue> changes = new LinkedHashMap<>();
      LOG_ATTRIBUTES
          .set()
          .keySet()
          .forEach(key -> {
            AnyValue value =
                key.equals("copy") ? throughCel(secret) : text("é" + log.getSeverityText());
            if (value != null) {
              changes.put(key, value);
            }
          });
      renameAndDelete(attributes, changes);
      out.clearAttributes().addAllAttributes(with(attributes, changes));
    }
    String body = ValueText.of(log.getBody());
    if (body.contains("z") || last(out.getAttributesList(), "renamed") != null) {
      int severity = log.getSeverityNumberValue();
      out.setBody(text('[' + body + ']'))
          .setSeverityNumberValue(severity > 0 && severity < 20 ? severity + 1 : 5)
          .setSeverityText(log.getSeverityText() + '!');
    }
    return out.build();
  }

  private static Span edited(Span span) {
    boolean failed = span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR;
    AnyValue secret = last(span.getAttributesList(), "secret");
    if (!span.getName().contains("z") && !failed || secret == null) {
      return span;
    }
    Map<String, @Nullable AnyValue> changes = new LinkedHashMap<>();
    SPANS
        .set()
        .keySet()
        .forEach(key -> {
          AnyValue value =
              key.equals("copy") ? throughCel(secret) : text(kind(span) + span.getName());
          if (value != null) {
            changes.put(key, value);
          }
        });
    renameAndDelete(span.getAttributesList(), changes);
    return span.toBuilder()
        .clearAttributes()
        .addAllAttributes(with(span.getAttributesList(), changes))
        .setName(span.getName() + '!')
        .build();
  }

  private static String kind(Span span) {
    return switch (span.getKindValue()) {
      case 1 -> "internal";
      case 2 -> "server";
      case 3 -> "client";
      case 4 -> "producer";
      case 5 -> "consumer";
      default -> "unspecified";
    };
  }

  /** What an expression can carry over: no unknown fields, of a key that comes twice the last. */
  private static @Nullable AnyValue throughCel(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE, BOOL_VALUE, INT_VALUE, DOUBLE_VALUE, BYTES_VALUE -> plain(value);
      case ARRAY_VALUE -> {
        ArrayValue.Builder list = ArrayValue.newBuilder();
        value.getArrayValue().getValuesList().forEach(item -> list.addValues(orEmpty(item)));
        yield AnyValue.newBuilder().setArrayValue(list).build();
      }
      case KVLIST_VALUE -> {
        Map<String, AnyValue> fields = new LinkedHashMap<>();
        value
            .getKvlistValue()
            .getValuesList()
            .forEach(pair -> fields.put(pair.getKey(), orEmpty(pair.getValue())));
        KeyValueList.Builder list = KeyValueList.newBuilder();
        fields.forEach(
            (key, field) -> list.addValues(KeyValue.newBuilder().setKey(key).setValue(field)));
        yield AnyValue.newBuilder().setKvlistValue(list).build();
      }
      default -> null;
    };
  }

  private static AnyValue orEmpty(AnyValue value) {
    AnyValue carried = throughCel(value);
    return carried == null ? AnyValue.getDefaultInstance() : carried;
  }

  private static AnyValue plain(AnyValue value) {
    AnyValue.Builder out = AnyValue.newBuilder();
    return switch (value.getValueCase()) {
      case STRING_VALUE -> out.setStringValue(value.getStringValue()).build();
      case BOOL_VALUE -> out.setBoolValue(value.getBoolValue()).build();
      case INT_VALUE -> out.setIntValue(value.getIntValue()).build();
      case DOUBLE_VALUE -> out.setDoubleValue(value.getDoubleValue()).build();
      default -> out.setBytesValue(value.getBytesValue()).build();
    };
  }
}
