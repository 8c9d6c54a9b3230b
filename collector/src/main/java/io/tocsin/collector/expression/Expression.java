package io.tocsin.collector.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.log.TelemetryKind;
import java.util.Locale;
import java.util.Optional;

/**
 * An expression in CEL over one log record or span, type-checked. Bounded in what it costs: by its
 * length, by {@link ExpressionLimits}, and because CEL cannot loop but over what is there. Safe for
 * many threads.
 */
public final class Expression {
  private final CelRuntime.Program program;
  private final Result result;

  private Expression(CelRuntime.Program program, Result result) {
    this.program = program;
    this.result = result;
  }

  /**
   * @param key of the setting, for what is wrong with it
   * @param kind LOGS or TRACES
   */
  public static Expression of(
      String key, TelemetryKind kind, String text, Result result, ExpressionLimits limits) {
    Language language = Language.of(kind);
    CelAbstractSyntaxTree checked = language.check(key, text, result);
    try {
      return new Expression(language.program(checked, limits), result);
    } catch (CelEvaluationException e) {
      throw new InvalidSettingException(key, text, "CEL: " + e.getMessage());
    }
  }

  /** Throws an InvalidSettingException that says where it is wrong, and how. */
  public static void check(String key, TelemetryKind kind, String text, Result result) {
    Language.of(kind).check(key, text, result);
  }

  /** Of a CONDITION. */
  public boolean holds(SeenRecord record) throws FailedExpressionException {
    if (evaluate(record) instanceof Boolean holds) {
      return holds;
    }
    throw notWanted();
  }

  /** Of a NUMBER. */
  public long number(SeenRecord record) throws FailedExpressionException {
    if (evaluate(record) instanceof Long number) {
      return number;
    }
    throw notWanted();
  }

  /** Of the others; empty where it gives null, so that there is nothing to set. */
  public Optional<AnyValue> value(SeenRecord record) throws FailedExpressionException {
    Object value = evaluate(record);
    if (value == NullValue.NULL_VALUE) {
      return Optional.empty();
    }
    if (result == Result.TEXT && !(value instanceof String)) {
      throw notWanted();
    }
    AnyValue encoded = Values.encoded(value);
    if (encoded == null) {
      throw notWanted();
    }
    if (encoded.getSerializedSize() > record.limits().maxTextBytes() * Values.MAX_UTF8) {
      throw new FailedExpressionException("too_long");
    }
    return Optional.of(encoded);
  }

  private static FailedExpressionException notWanted() {
    return new FailedExpressionException("wrong_type");
  }

  private Object evaluate(SeenRecord record) throws FailedExpressionException {
    try {
      return program.eval(record);
    } catch (UnusableException e) {
      throw new FailedExpressionException(String.valueOf(e.getMessage()));
    } catch (CelEvaluationException e) {
      throw new FailedExpressionException(kind(e));
    }
  }

  private static String kind(CelEvaluationException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof UnusableException) {
        return String.valueOf(cause.getMessage());
      }
    }
    return e.getErrorCode().name().toLowerCase(Locale.ROOT);
  }
}
