package io.tocsin.agent.context;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** A {@code Scope} that notes when it is closed, and what span a sampled thread was in. */
final class RememberedScope implements InvocationHandler {
  private final Object delegate;
  private final LastContexts.Slot slot;
  private final Object context;
  private final SpanReader reader;
  private final ScopeMarks marks;
  private final long mark;

  RememberedScope(
      Object delegate,
      LastContexts.Slot slot,
      Object context,
      SpanReader reader,
      ScopeMarks marks) {
    this.delegate = delegate;
    this.slot = slot;
    this.context = context;
    this.reader = reader;
    this.marks = marks;
    this.mark = marks.enter();
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getName().equals("close")) {
      // Every Scope is AutoCloseable: no reflection on the path that each request takes.
      ((AutoCloseable) delegate).close();
      slot.left();
      if (mark != ScopeMarks.NONE && marks.wanted(mark)) {
        leave();
      }
      return null;
    }
    if (method.getDeclaringClass() == Object.class && method.getName().equals("equals")) {
      return arguments != null && proxy == arguments[0];
    }
    try {
      return method.invoke(delegate, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Closing a scope must not fail for our sake: then the samples stay without a span. */
  private void leave() {
    try {
      Recalled span = slot.isOfThisThread() ? reader.read(context, 0) : null;
      if (span != null) {
        marks.leave(mark, span.traceId, span.spanId);
      }
    } catch (ReflectiveOperationException e) {
      return;
    }
  }
}
