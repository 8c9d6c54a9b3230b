package io.tocsin.collector.pipeline;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.tocsin.collector.lookup.AccountTables;
import io.tocsin.collector.processor.account.AccountConfig;
import io.tocsin.collector.processor.account.AccountProcessor;
import io.tocsin.collector.processor.business.BusinessConfig;
import io.tocsin.collector.processor.business.BusinessProcessor;
import io.tocsin.collector.processor.classify.ClassifyConfig;
import io.tocsin.collector.processor.classify.ClassifyProcessor;
import io.tocsin.collector.processor.classify.ErrorPackReader;
import io.tocsin.collector.processor.masking.MaskingConfig;
import io.tocsin.collector.processor.masking.MaskingProcessor;
import io.tocsin.collector.wire.WireLimits;
import io.tocsin.model.TenantId;
import io.tocsin.model.account.Keys;
import io.tocsin.model.log.Batch;
import io.tocsin.model.log.TelemetryKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Requests to send through a whole pipeline, and what came out. */
public final class Requests {
  public static final TenantId TENANT = new TenantId("acme");
  public static final Keys KEYS =
      new Keys(
          List.of(new Keys.Key("i1", bytes(32, 1))), List.of(new Keys.Key("e1", bytes(16, 2))));

  private Requests() {}

  static byte[] bytes(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  /** All processors with their defaults. */
  public static WirePipeline pipeline(int routes) {
    return new WirePipeline(
        List.of(
            new BusinessProcessor(BusinessConfig.defaults()),
            new ClassifyProcessor(ErrorPackReader.load(ClassifyConfig.defaults())),
            new AccountProcessor(
                AccountConfig.defaults(),
                tenant -> KEYS,
                new AccountTables(List.of(), tenant -> KEYS)),
            new MaskingProcessor(MaskingConfig.defaults())),
        routes,
        WireLimits.defaults());
  }

  public static AnyValue text(String text) {
    return AnyValue.newBuilder().setStringValue(text).build();
  }

  public static KeyValue pair(String key, String value) {
    return pair(key, text(value));
  }

  public static KeyValue pair(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  public static LogRecord.Builder log(String body) {
    return LogRecord.newBuilder().setSeverityNumberValue(9).setBody(text(body));
  }

  public static ByteString traceId(int number) {
    byte[] id = bytes(16, 7);
    id[15] = (byte) number;
    return ByteString.copyFrom(id);
  }

  public static byte[] logs(LogRecord.Builder... records) {
    return logs(Resource.getDefaultInstance(), records);
  }

  public static byte[] logs(Resource resource, LogRecord.Builder... records) {
    ScopeLogs.Builder scope = ScopeLogs.newBuilder();
    for (LogRecord.Builder log : records) {
      scope.addLogRecords(log);
    }
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(ResourceLogs.newBuilder().setResource(resource).addScopeLogs(scope))
        .build()
        .toByteArray();
  }

  public static byte[] spans(Span.Builder... records) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (Span.Builder span : records) {
      scope.addSpans(span);
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
        .build()
        .toByteArray();
  }

  public static LogRecord process(LogRecord.Builder log) throws Exception {
    Processed done = pipeline(1).process(TENANT, TelemetryKind.LOGS, logs(log), 1);
    return decodeLogs(done.parts().getFirst()).getFirst();
  }

  public static Span process(Span.Builder span) throws Exception {
    Processed done = pipeline(1).process(TENANT, TelemetryKind.TRACES, spans(span), 1);
    CodedInputStream in = CodedInputStream.newInstance(done.parts().getFirst().payload());
    in.setRecursionLimit(Pipeline.RECURSION_LIMIT);
    return ExportTraceServiceRequest.parseFrom(in).getResourceSpans(0).getScopeSpans(0).getSpans(0);
  }

  public static List<LogRecord> decodeLogs(Batch part) throws Exception {
    CodedInputStream in = CodedInputStream.newInstance(part.payload());
    in.setRecursionLimit(Pipeline.RECURSION_LIMIT);
    return ExportLogsServiceRequest.parseFrom(in).getResourceLogsList().stream()
        .flatMap(group -> group.getScopeLogsList().stream())
        .flatMap(scope -> scope.getLogRecordsList().stream())
        .toList();
  }

  /** Text of each attribute; of two with one name the last. */
  public static Map<String, String> attributes(List<KeyValue> attributes) {
    Map<String, String> texts = new HashMap<>();
    attributes.forEach(pair -> texts.put(pair.getKey(), pair.getValue().getStringValue()));
    return texts;
  }

  /** Whether the raw text stands anywhere in the bytes. */
  public static boolean holds(byte[] bytes, String raw) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    byte[] wanted = raw.getBytes(StandardCharsets.UTF_8);
    return text.contains(new String(wanted, StandardCharsets.ISO_8859_1));
  }
}
