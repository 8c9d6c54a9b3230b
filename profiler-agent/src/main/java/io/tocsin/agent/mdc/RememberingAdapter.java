package io.tocsin.agent.mdc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of an SLF4J {@code MDCAdapter}; what changes it is remembered, all is passed on.
 */
final class RememberingAdapter implements InvocationHandler {
  private final Object delegate;
  private final Method copyOfMap;
  private final LastMdc last;

  /**
   * @param type the {@code MDCAdapter} of the delegate's class loader
   */
  RememberingAdapter(Object delegate, Class<?> type, LastMdc last) throws NoSuchMethodException {
    this.delegate = delegate;
    this.copyOfMap = type.getMethod("getCopyOfContextMap");
    this.last = last;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class && method.getName().equals("equals")) {
      return arguments != null && proxy == arguments[0];
    }
    boolean changes = method.getReturnType() == void.class;
    if (changes) {
      takeOver();
    }
    Object result;
    try {
      result = method.invoke(delegate, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (changes) {
      remember(method.getName(), arguments);
    }
    return result;
  }

  /** What the calling thread put before this adapter was there; later it may be too late. */
  void takeOver() throws ReflectiveOperationException {
    if (last.begins()) {
      @SuppressWarnings("unchecked") // The interface says Map<String, String>.
      Map<String, String> stands = (Map<String, String>) copyOfMap.invoke(delegate);
      last.replace(stands);
    }
  }

  private void remember(String method, Object @Nullable [] arguments) {
    if (method.equals("clear")) {
      last.clear();
    } else if (arguments == null) {
      return;
    } else if (method.equals("put") && arguments[0] != null && arguments[1] != null) {
      last.put((String) arguments[0], (String) arguments[1]);
    } else if (method.equals("remove") && arguments[0] != null) {
      last.remove((String) arguments[0]);
    } else if (method.equals("setContextMap")) {
      @SuppressWarnings("unchecked") // The interface says Map<String, String>.
      Map<String, String> values = (Map<String, String>) arguments[0];
      last.replace(values);
    }
  }
}
