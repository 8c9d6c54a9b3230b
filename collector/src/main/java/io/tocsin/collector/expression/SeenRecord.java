package io.tocsin.collector.expression;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import dev.cel.runtime.CelVariableResolver;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status;
import io.tocsin.collector.decode.ValueText;
import io.tocsin.collector.wire.BatchCursor;
import io.tocsin.collector.wire.Node;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One log record or span of a request, as expressions see it: read from its bytes when a name is
 * asked for. What rules change is kept here, seen by the next rule, and written by nobody but who
 * asks for {@link #changes}. Goes from record to record; for one thread.
 */
public final class SeenRecord implements CelVariableResolver {
  private static final int SCOPE_NAME = 1;
  private static final int LOG_EVENT_NAME = 12;
  private static final int SPAN_KIND = 6;
  private static final int SPAN_START = 7;
  private static final int SPAN_END = 8;
  private static final int SPAN_STATUS = 15;
  private static final int SPAN_PARENT = 4;
  private static final HexFormat HEX = HexFormat.of();

  private final ExpressionLimits limits;
  private final BatchCursor batch;
  private final SeenAttributes attributes;
  private final SeenAttributes resource;
  private final SeenAttributes scopeAttributes;
  private final RecordFields fields = new RecordFields();
  private final RecordFields scopeFields = new RecordFields();
  private final Map<SeenField, AnyValue> changes = new EnumMap<>(SeenField.class);
  private int record;
  private int node;
  private boolean isLog;
  private boolean read;
  private int inner = -1;
  private int scope = -1;

  public SeenRecord(BatchCursor batch, ExpressionLimits limits) {
    this.batch = batch;
    this.limits = limits;
    attributes = new SeenAttributes(limits);
    resource = new SeenAttributes(limits);
    scopeAttributes = new SeenAttributes(limits);
  }

  public void look(int at) {
    record = at;
    node = batch.recordNode(at);
    isLog = batch.kind(node) == Node.LOG;
    read = false;
    if (!changes.isEmpty()) {
      changes.clear();
    }
    attributes.look(batch, node);
    if (batch.parent(node) != inner) {
      inner = batch.parent(node);
      scope = child(inner, Node.SCOPE);
      scopeAttributes.look(batch, scope);
      resource.look(batch, child(batch.parent(inner), Node.RESOURCE));
    }
  }

  private int child(int of, int kind) {
    int last = batch.next(of);
    for (int child = of + 1; child < last; child = batch.next(child)) {
      if (batch.kind(child) == kind) {
        return child;
      }
    }
    return -1;
  }

  ExpressionLimits limits() {
    return limits;
  }

  public SeenAttributes attributes() {
    return attributes;
  }

  /** New values: a number for SEVERITY, texts for SEVERITY_TEXT and NAME. */
  public Map<SeenField, AnyValue> changes() {
    return changes;
  }

  public void set(SeenField field, AnyValue value) {
    changes.put(field, value);
  }

  /** Where the tag of a field of the record begins; -1 where it is absent. */
  public int head(SeenField field) {
    return fields().has(field.number()) ? fields().head(field.number()) : -1;
  }

  /** Byte after its last. */
  public int end(SeenField field) {
    return fields().end(field.number());
  }

  /** Whether it is a {@code jvm.*} event: a crash, an uncaught exception. */
  public boolean isCrash() {
    return isLog && eventName().startsWith("jvm.");
  }

  @Override
  public Optional<Object> find(String name) {
    @Nullable Object value =
        switch (name) {
          case "attributes" -> attributes;
          case "resource" -> resource;
          case "scope_attributes" -> scopeAttributes;
          case "tenant" -> batch.tenant().value();
          case "service" -> text(resource.get("service.name"));
          case "scope" -> scopeName();
          default -> isLog ? ofLog(name) : ofSpan(name);
        };
    return Optional.ofNullable(value);
  }

  private @Nullable Object ofLog(String name) {
    return switch (name) {
      case "body" -> bounded(ValueText.of(body()));
      case "body_fields" -> Values.fields(body().getKvlistValue());
      case "severity" -> severity();
      case "severity_text" -> textOr(SeenField.SEVERITY_TEXT);
      case "event_name" -> eventName();
      case "trace_id" -> id(9, 16);
      case "span_id" -> id(10, 8);
      default -> Language.LEVELS.get(name);
    };
  }

  private @Nullable Object ofSpan(String name) {
    return switch (name) {
      case "name" -> textOr(SeenField.NAME);
      case "kind" -> kind();
      case "status" -> code();
      case "status_message" -> status().getMessage();
      case "duration" -> duration();
      case "trace_id" -> id(1, 16);
      case "span_id" -> id(2, 8);
      case "parent_span_id" -> id(SPAN_PARENT, 8);
      default -> Language.LEVELS.get(name);
    };
  }

  private RecordFields fields() {
    if (!read) {
      fields.read(
          batch.bytes(),
          batch.start(node),
          batch.end(node),
          isLog ? RecordFields.LOG : RecordFields.SPAN);
      read = true;
    }
    return fields;
  }

  private static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }

  private AnyValue body() {
    AnyValue changed = changes.get(SeenField.BODY);
    if (changed != null) {
      return changed;
    }
    if (!fields().has(SeenField.BODY.number())) {
      return AnyValue.getDefaultInstance();
    }
    int from = fields().start(SeenField.BODY.number());
    int to = fields().end(SeenField.BODY.number());
    bound(to - from);
    return Values.parsed(batch.bytes(), from, to);
  }

  private long severity() {
    AnyValue changed = changes.get(SeenField.SEVERITY);
    return changed == null ? batch.severity(record) : changed.getIntValue();
  }

  private String eventName() {
    String name = textOf(LOG_EVENT_NAME);
    return name.isEmpty() ? text(attributes.get("event.name")) : name;
  }

  private String textOr(SeenField field) {
    AnyValue changed = changes.get(field);
    return changed == null ? textOf(field.number()) : changed.getStringValue();
  }

  private String textOf(int field) {
    return fields().has(field) ? slice(fields().start(field), fields().end(field)) : "";
  }

  private String slice(int from, int to) {
    bound(to - from);
    return new String(batch.bytes(), from, to - from, UTF_8);
  }

  private String scopeName() {
    if (scope < 0) {
      return "";
    }
    scopeFields.read(batch.bytes(), batch.start(scope), batch.end(scope), RecordFields.SCOPE);
    return scopeFields.has(SCOPE_NAME)
        ? slice(scopeFields.start(SCOPE_NAME), scopeFields.end(SCOPE_NAME))
        : "";
  }

  private String id(int field, int bytes) {
    if (!fields().has(field) || fields().end(field) - fields().start(field) != bytes) {
      return "";
    }
    int from = fields().start(field);
    for (int i = from; i < from + bytes; i++) {
      if (batch.bytes()[i] != 0) {
        return HEX.formatHex(batch.bytes(), from, from + bytes);
      }
    }
    return "";
  }

  private String kind() {
    SpanKind kind = SpanKind.forNumber((int) fields().number(SPAN_KIND));
    return kind == null || kind == SpanKind.UNRECOGNIZED
        ? "unspecified"
        : kind.name().substring("SPAN_KIND_".length()).toLowerCase(Locale.ROOT);
  }

  private String code() {
    Status.StatusCode code = status().getCode();
    return code == Status.StatusCode.UNRECOGNIZED
        ? "unset"
        : code.name().substring("STATUS_CODE_".length()).toLowerCase(Locale.ROOT);
  }

  /** As stored: a span that ends before it begins took no time. */
  private Duration duration() {
    long nanos = fields().number(SPAN_END) - fields().number(SPAN_START);
    return Duration.ofNanos(Math.max(0, nanos));
  }

  private Status status() {
    if (!fields().has(SPAN_STATUS)) {
      return Status.getDefaultInstance();
    }
    int from = fields().start(SPAN_STATUS);
    int length = fields().end(SPAN_STATUS) - from;
    bound(length);
    try {
      return Status.parseFrom(UnsafeByteOperations.unsafeWrap(batch.bytes(), from, length));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("what was indexed is protobuf", e);
    }
  }

  private void bound(int bytes) {
    if (bytes > limits.maxTextBytes()) {
      throw new UnusableException(UnusableException.TOO_LONG);
    }
  }

  private String bounded(String text) {
    bound(text.length());
    return text;
  }
}
