package io.tocsin.agent.context;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Wraps a {@code ContextStorage} so that {@link LastContexts} learns what is attached and when a
 * scope closes. A dynamic proxy: the interface exists once per class loader that holds the API, and
 * none of them is ours.
 */
final class RememberingStorage implements InvocationHandler {
  private final Object delegate;
  private final Class<?> scopeType;
  private final SpanReader reader;
  private final LastContexts last;
  private final ScopeMarks marks;
  private volatile @Nullable Object root;

  private RememberingStorage(
      Object delegate, Class<?> scopeType, SpanReader reader, LastContexts last, ScopeMarks marks) {
    this.delegate = delegate;
    this.scopeType = scopeType;
    this.reader = reader;
    this.last = last;
    this.marks = marks;
  }

  /** What {@code ContextStorage.addWrapper} wants. */
  static Function<Object, Object> wrapper(
      final Class<?> storageType,
      final Class<?> scopeType,
      final SpanReader reader,
      final LastContexts last,
      final ScopeMarks marks) {
    return new Function<Object, Object>() {
      @Override
      public Object apply(Object storage) {
        return Proxy.newProxyInstance(
            storageType.getClassLoader(),
            new Class<?>[] {storageType},
            new RememberingStorage(storage, scopeType, reader, last, marks));
      }
    };
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class && method.getName().equals("equals")) {
      return arguments != null && proxy == arguments[0];
    }
    Object result;
    try {
      result = method.invoke(delegate, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (arguments == null || result == null || !method.getName().equals("attach")) {
      return result;
    }
    Object context = arguments[0];
    // Attached to switch tracing off for a while: what went before stays of interest.
    if (context == null || context == root()) {
      return result;
    }
    LastContexts.Slot slot = last.slot();
    slot.entered(context, reader);
    return Proxy.newProxyInstance(
        scopeType.getClassLoader(),
        new Class<?>[] {scopeType},
        new RememberedScope(result, slot, context, reader, marks));
  }

  private @Nullable Object root() throws ReflectiveOperationException {
    Object known = root;
    if (known == null) {
      known = delegate.getClass().getMethod("root").invoke(delegate);
      root = known;
    }
    return known;
  }
}
