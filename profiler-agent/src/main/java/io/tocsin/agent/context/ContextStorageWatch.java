package io.tocsin.agent.context;

import java.lang.instrument.Instrumentation;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sees an OpenTelemetry API come up, in whatever class loader and under whatever package prefix,
 * and wraps its context storage. {@code LazyStorage} is the class whose initialiser makes the
 * storage out of the wrappers known by then: just before it is defined is the last moment to add
 * one.
 */
public final class ContextStorageWatch {
  private static final String LAST_CLASS = "io/opentelemetry/context/LazyStorage";

  private final LastContexts last;
  private final ScopeMarks marks;

  public ContextStorageWatch(LastContexts last, ScopeMarks marks) {
    this.last = last;
    this.marks = marks;
  }

  /**
   * Called before a class is defined, on the thread that loads it.
   *
   * @param className with slashes
   * @throws ReflectiveOperationException where that API is not of the shape we know
   */
  public void loading(@Nullable ClassLoader loader, String className)
      throws ReflectiveOperationException {
    if (!className.endsWith(LAST_CLASS)) {
      return;
    }
    int end = className.length() - "context/LazyStorage".length();
    String prefix = className.substring(0, end).replace('/', '.');
    Class<?> storage = Class.forName(prefix + "context.ContextStorage", false, loader);
    Class<?> scope = Class.forName(prefix + "context.Scope", false, loader);
    SpanReader reader = new SpanReader(loader, prefix);
    storage
        .getMethod("addWrapper", Function.class)
        .invoke(null, RememberingStorage.wrapper(storage, scope, reader, last, marks));
  }

  /** True where an API had its storage before us; nothing can be added then. */
  public static boolean isTooLate(Instrumentation instrumentation) {
    for (Class<?> each : instrumentation.getAllLoadedClasses()) {
      if (each.getName().endsWith(LAST_CLASS.replace('/', '.'))) {
        return true;
      }
    }
    return false;
  }
}
