package io.tocsin.collector.receiver.otlphttp;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.profiles.v1development.Profile;
import io.opentelemetry.proto.profiles.v1development.ResourceProfiles;
import io.opentelemetry.proto.profiles.v1development.ScopeProfiles;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.tocsin.collector.intake.RefusedRequestException;
import io.tocsin.model.log.TelemetryKind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * OTLP/JSON to protobuf (OTLP specification, "JSON Protobuf Encoding"): protobuf's JSON mapping,
 * but ids in hex and unknown fields ignored. Names of enum values and snake_case keys, which
 * senders must not use, are read all the same, as the OpenTelemetry Collector does.
 *
 * <p>The mapping takes bytes fields for base64. Hex digits are base64 digits too, so a hex id
 * survives as the bytes that its text would mean in base64; encoding those again gives the text
 * back.
 */
final class JsonRequests {
  private static final int TRACE_ID_DIGITS = 32;
  private static final int SPAN_ID_DIGITS = 16;
  private static final int HEX_ID_AS_BASE64_BYTES = 24;

  /** Refuses what nests deeper than 100 messages. */
  private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();

  private JsonRequests() {}

  static byte[] toProtobuf(TelemetryKind kind, byte[] json) throws RefusedRequestException {
    return switch (kind) {
      case LOGS -> logs(json).toByteArray();
      case TRACES -> traces(json).toByteArray();
      case METRICS -> parse(json, ExportMetricsServiceRequest.newBuilder()).toByteArray();
      case PROFILES -> profiles(json).toByteArray();
    };
  }

  private static Message logs(byte[] json) throws RefusedRequestException {
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    parse(json, request);
    for (ResourceLogs.Builder resource : request.getResourceLogsBuilderList()) {
      for (ScopeLogs.Builder scope : resource.getScopeLogsBuilderList()) {
        for (var record : scope.getLogRecordsBuilderList()) {
          record.setTraceId(fromHex("traceId", record.getTraceId(), TRACE_ID_DIGITS));
          record.setSpanId(fromHex("spanId", record.getSpanId(), SPAN_ID_DIGITS));
        }
      }
    }
    return request.build();
  }

  private static Message traces(byte[] json) throws RefusedRequestException {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    parse(json, request);
    for (ResourceSpans.Builder resource : request.getResourceSpansBuilderList()) {
      for (ScopeSpans.Builder scope : resource.getScopeSpansBuilderList()) {
        for (Span.Builder span : scope.getSpansBuilderList()) {
          span.setTraceId(fromHex("traceId", span.getTraceId(), TRACE_ID_DIGITS));
          span.setSpanId(fromHex("spanId", span.getSpanId(), SPAN_ID_DIGITS));
          span.setParentSpanId(fromHex("parentSpanId", span.getParentSpanId(), SPAN_ID_DIGITS));
          for (Span.Link.Builder link : span.getLinksBuilderList()) {
            link.setTraceId(fromHex("traceId", link.getTraceId(), TRACE_ID_DIGITS));
            link.setSpanId(fromHex("spanId", link.getSpanId(), SPAN_ID_DIGITS));
          }
        }
      }
    }
    return request.build();
  }

  /**
   * The specification calls only trace and span ids hex; senders of profile ids do either, and
   * their lengths differ.
   */
  private static Message profiles(byte[] json) throws RefusedRequestException {
    ExportProfilesServiceRequest.Builder request = ExportProfilesServiceRequest.newBuilder();
    parse(json, request);
    for (ResourceProfiles.Builder resource : request.getResourceProfilesBuilderList()) {
      for (ScopeProfiles.Builder scope : resource.getScopeProfilesBuilderList()) {
        for (Profile.Builder profile : scope.getProfilesBuilderList()) {
          if (profile.getProfileId().size() == HEX_ID_AS_BASE64_BYTES) {
            profile.setProfileId(fromHex("profileId", profile.getProfileId(), TRACE_ID_DIGITS));
          }
        }
      }
    }
    return request.build();
  }

  private static Message parse(byte[] json, Message.Builder request)
      throws RefusedRequestException {
    try {
      PARSER.merge(new String(json, StandardCharsets.UTF_8), request);
      return request.build();
    } catch (InvalidProtocolBufferException e) {
      throw malformed(firstLine(e.getMessage()));
    } catch (StackOverflowError e) {
      throw malformed("nested too deeply");
    }
  }

  private static ByteString fromHex(String field, ByteString asBase64, int digits)
      throws RefusedRequestException {
    if (asBase64.isEmpty()) {
      return asBase64;
    }
    String text = Base64.getEncoder().encodeToString(asBase64.toByteArray());
    try {
      if (text.length() == digits) {
        return ByteString.copyFrom(HexFormat.of().parseHex(text));
      }
    } catch (IllegalArgumentException notHex) {
      // falls through to the one answer for every wrong id
    }
    throw malformed(field + " (expected: " + digits + " hex digits, or empty)");
  }

  private static RefusedRequestException malformed(String what) {
    return new RefusedRequestException(
        RefusedRequestException.Kind.MALFORMED, "malformed", "body is not OTLP/JSON: " + what);
  }

  /** Gson's messages end in a link to its documentation. */
  private static String firstLine(@Nullable String message) {
    return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
  }
}
