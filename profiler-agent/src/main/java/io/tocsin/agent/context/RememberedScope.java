package io.tocsin.agent.context;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** A {@code Scope} that notes when it is closed. */
final class RememberedScope implements InvocationHandler {
  private final Object delegate;
  private final LastContexts.Slot slot;

  RememberedScope(Object delegate, LastContexts.Slot slot) {
    this.delegate = delegate;
    this.slot = slot;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getName().equals("close")) {
      // Every Scope is AutoCloseable: no reflection on the path that each request takes.
      ((AutoCloseable) delegate).close();
      slot.left();
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
}
