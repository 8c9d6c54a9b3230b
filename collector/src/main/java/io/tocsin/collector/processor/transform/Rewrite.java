package io.tocsin.collector.processor.transform;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.tocsin.collector.expression.Expression;
import io.tocsin.collector.expression.ExpressionLimits;
import io.tocsin.collector.expression.FailedExpressionException;
import io.tocsin.collector.expression.Result;
import io.tocsin.collector.expression.SeenField;
import io.tocsin.collector.expression.SeenRecord;
import io.tocsin.model.log.TelemetryKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A rule, ready to be applied. Safe for many threads. */
final class Rewrite {
  private static final long HIGHEST_SEVERITY = 24;

  private record Attribute(String key, Expression value) {}

  private record Field(SeenField field, Expression value) {}

  private final TransformRule rule;
  private final @Nullable Expression when;
  private final List<Attribute> attributes = new ArrayList<>();
  private final List<Field> fields = new ArrayList<>();
  private final @Nullable Expression severity;

  Rewrite(TransformRule rule, ExpressionLimits limits) {
    this.rule = rule;
    TelemetryKind kind = rule.signal();
    when =
        rule.when().strip().equals("true")
            ? null
            : Expression.of("when", kind, rule.when(), Result.CONDITION, limits);
    rule.set()
        .forEach((key, value) ->
            attributes.add(
                new Attribute(
                    key, Expression.of("set." + key, kind, value, Result.VALUE, limits))));
    field(SeenField.BODY, "body", rule.body(), Result.VALUE, limits);
    field(SeenField.SEVERITY_TEXT, "severity_text", rule.severityText(), Result.TEXT, limits);
    field(SeenField.NAME, "span_name", rule.spanName(), Result.TEXT, limits);
    severity =
        rule.severity() == null
            ? null
            : Expression.of("severity", kind, rule.severity(), Result.NUMBER, limits);
  }

  private void field(
      SeenField field, String key, @Nullable String text, Result result, ExpressionLimits limits) {
    if (text != null) {
      fields.add(new Field(field, Expression.of(key, rule.signal(), text, result, limits)));
    }
  }

  String name() {
    return rule.name();
  }

  /** Whether the rule is about the record; changes nothing where it fails. */
  boolean apply(SeenRecord seen) throws FailedExpressionException {
    if (when != null && !when.holds(seen)) {
      return false;
    }
    List<Optional<AnyValue>> values = new ArrayList<>(attributes.size() + fields.size());
    for (Attribute attribute : attributes) {
      values.add(attribute.value().value(seen));
    }
    for (Field field : fields) {
      values.add(field.value().value(seen));
    }
    long level = severity == null ? 0 : severity.number(seen);
    if (level < 0 || level > HIGHEST_SEVERITY) {
      throw new FailedExpressionException("severity_out_of_range");
    }
    for (int i = 0; i < attributes.size(); i++) {
      String key = attributes.get(i).key();
      values.get(i).ifPresent(value -> seen.attributes().set(key, value));
    }
    for (int i = 0; i < fields.size(); i++) {
      SeenField field = fields.get(i).field();
      values.get(attributes.size() + i).ifPresent(value -> seen.set(field, value));
    }
    if (severity != null) {
      seen.set(SeenField.SEVERITY, AnyValue.newBuilder().setIntValue(level).build());
    }
    rename(seen);
    return true;
  }

  private void rename(SeenRecord seen) {
    for (Map.Entry<String, String> one : rule.rename().entrySet()) {
      Optional<AnyValue> value = seen.attributes().value(one.getKey());
      if (value.isPresent()) {
        seen.attributes().delete(one.getKey());
        seen.attributes().set(one.getValue(), value.get());
      }
    }
    rule.delete().forEach(seen.attributes()::delete);
  }
}
