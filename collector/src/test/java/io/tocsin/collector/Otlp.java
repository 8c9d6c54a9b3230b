package io.tocsin.collector;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.profiles.v1development.KeyValueAndUnit;
import io.opentelemetry.proto.profiles.v1development.Profile;
import io.opentelemetry.proto.profiles.v1development.ProfilesDictionary;
import io.opentelemetry.proto.profiles.v1development.ResourceProfiles;
import io.opentelemetry.proto.profiles.v1development.ScopeProfiles;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HexFormat;
import java.util.List;

/** Short forms for OTLP messages in tests. */
public final class Otlp {
  private Otlp() {}

  public static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  public static KeyValue attribute(String key, long value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setIntValue(value))
        .build();
  }

  public static AnyValue text(String value) {
    return AnyValue.newBuilder().setStringValue(value).build();
  }

  public static ByteString id(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }

  public static Resource resource(String service, String instance) {
    return Resource.newBuilder()
        .addAttributes(attribute("service.name", service))
        .addAttributes(attribute("service.instance.id", instance))
        .addAttributes(attribute("deployment.environment.name", "prod"))
        .build();
  }

  public static ExportLogsServiceRequest logs(Resource resource, LogRecord... records) {
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder()
                .setResource(resource)
                .addScopeLogs(ScopeLogs.newBuilder().addAllLogRecords(List.of(records))))
        .build();
  }

  public static ExportTraceServiceRequest traces(Resource resource, Span... spans) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(resource)
                .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(List.of(spans))))
        .build();
  }

  /** One log record that says {@code message}. */
  public static ExportLogsServiceRequest saying(String message) {
    return logs(
        resource("ledger", "ledger-1"),
        LogRecord.newBuilder().setTimeUnixNano(1).setBody(text(message)).build());
  }

  /** One recording, with attributes of its own in the dictionary. */
  public static ExportProfilesServiceRequest profile(
      Resource resource, String id, byte[] recording, KeyValue... attributes) {
    Profile.Builder profile =
        Profile.newBuilder()
            .setTimeUnixNano(1_795_255_200_000_000_000L)
            .setDurationNano(10_000_000_000L)
            .setProfileId(id(id))
            .setOriginalPayloadFormat("jfr")
            .setOriginalPayload(ByteString.copyFrom(recording));
    ProfilesDictionary.Builder dictionary =
        ProfilesDictionary.newBuilder()
            .addStringTable("")
            .addAttributeTable(KeyValueAndUnit.getDefaultInstance());
    for (KeyValue attribute : attributes) {
      dictionary.addStringTable(attribute.getKey());
      dictionary.addAttributeTable(
          KeyValueAndUnit.newBuilder()
              .setKeyStrindex(dictionary.getStringTableCount() - 1)
              .setValue(attribute.getValue()));
      profile.addAttributeIndices(dictionary.getAttributeTableCount() - 1);
    }
    return ExportProfilesServiceRequest.newBuilder()
        .setDictionary(dictionary)
        .addResourceProfiles(
            ResourceProfiles.newBuilder()
                .setResource(resource)
                .addScopeProfiles(ScopeProfiles.newBuilder().addProfiles(profile)))
        .build();
  }
}
