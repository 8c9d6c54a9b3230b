package io.tocsin.collector.decode;

import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.model.telemetry.ErrorInfo;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What failed, from {@code exception.*} and what the error model said of it. */
final class ErrorDecoder {
  private static final String TYPE = "exception.type";
  private static final String MESSAGE = "exception.message";
  private static final String STACK = "exception.stacktrace";

  private final DecodeConfig config;

  ErrorDecoder(DecodeConfig config) {
    this.config = config;
  }

  /**
   * @param exception where {@code exception.*} stands
   * @param model where the error model's verdict stands; may be the same
   * @param otherType type without an exception, such as a span's {@code error.type}
   * @param otherMessage message without an exception, such as a span's status
   * @return null where nothing failed
   */
  @Nullable ErrorInfo decode(
      Attributes exception,
      Attributes model,
      @Nullable String otherType,
      @Nullable String otherMessage,
      boolean uncaught) {
    String type = exception.take(TYPE);
    String message = exception.takeWhole(MESSAGE);
    String stack = exception.takeWhole(STACK);
    String kind = model.take(TelemetryAttributes.ERROR_KIND);
    String code = model.take(TelemetryAttributes.ERROR_CODE);
    String retryable = model.take(TelemetryAttributes.ERROR_RETRYABLE);
    type = type == null ? otherType : type;
    message = message == null ? otherMessage : message;
    if (type == null && message == null && stack == null && kind == null && code == null) {
      return null;
    }
    return new ErrorInfo(
        tier(kind),
        code,
        type,
        message == null ? null : Cut.end(message, config.maxMessageChars()),
        stack == null ? null : Cut.middle(stack, config.maxStackChars()),
        retryable == null ? null : Boolean.valueOf(retryable),
        uncaught);
  }

  private static ErrorInfo.@Nullable Tier tier(@Nullable String kind) {
    return switch (kind == null ? "" : kind.toLowerCase(Locale.ROOT)) {
      case "infrastructure" -> ErrorInfo.Tier.INFRASTRUCTURE;
      case "service" -> ErrorInfo.Tier.SERVICE;
      case "domain" -> ErrorInfo.Tier.DOMAIN;
      default -> null;
    };
  }
}
