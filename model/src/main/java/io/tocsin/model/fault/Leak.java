package io.tocsin.model.fault;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A secret that a service writes to its log. Of its facts, {@code type} is the kind of secret as
 * masking names it, {@code surfacedType} the logger, {@code message} a masked line.
 */
public final class Leak {
  /** Stands for the method where only the logger's class is known. */
  public static final String LOGGER = "<logger>";

  private static final Pattern CLASS =
      Pattern.compile("(?:[a-z_][\\w$]*\\.)+[A-Z][\\w$]*(?:\\.[A-Z][\\w$]*)*");
  private static final Pattern METHOD = Pattern.compile("(" + CLASS + ")\\.([\\w$<>]+)");

  private Leak() {}

  /** One fault a service, logger and kind, in whatever version and environment. */
  public static Grouping grouping(String service, String logger, String kind) {
    return Grouping.of(
        List.of("leak", service, logger, kind),
        List.of(
            "counted: leak by service " + service,
            "counted: logger " + logger,
            "counted: kind of secret " + kind,
            "not counted: version, instance and the text around it"));
  }

  /**
   * The place in the code: the method that logged where the record tells it, else the class that
   * the logger is named after; empty where neither is a class.
   *
   * @param caller {@code class.method}
   */
  public static Optional<Frame> place(String logger, @Nullable String caller) {
    Matcher method = METHOD.matcher(caller == null ? "" : caller);
    if (method.matches()) {
      return Optional.of(new Frame(method.group(1), method.group(2), null, 0));
    }
    return CLASS.matcher(logger).matches()
        ? Optional.of(new Frame(logger, LOGGER, null, 0))
        : Optional.empty();
  }
}
