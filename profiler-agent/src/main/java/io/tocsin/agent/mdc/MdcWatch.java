package io.tocsin.agent.mdc;

import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sees SLF4J come up and puts {@link RememberingAdapter} in front of its MDC adapter, without a
 * change of bytecode. That must not happen before SLF4J has bound its provider, which would put its
 * own adapter back or, asked too early, give a wrong one: until then the tick tries again.
 */
public final class MdcWatch {
  private static final String LOGBACK_EVENT = "ch/qos/logback/classic/spi/LoggingEvent";
  private static final String MDC = "org/slf4j/MDC";

  /** {@code LoggerFactory.SUCCESSFUL_INITIALIZATION} of SLF4J 1.7 and 2.0. */
  private static final int BOUND = 3;

  /** {@code LoggerFactory.NOP_FALLBACK_INITIALIZATION}: there is no MDC. */
  private static final int NOTHING_TO_BIND = 4;

  private static final int MAX_WAITING = 64;

  private final LastMdc last;
  private final Queue<WeakReference<ClassLoader>> waiting =
      new ConcurrentLinkedQueue<WeakReference<ClassLoader>>();

  public MdcWatch(LastMdc last) {
    this.last = last;
  }

  /**
   * Called before a class is defined, on the thread that loads it.
   *
   * @param className with slashes
   */
  public void loading(@Nullable ClassLoader loader, String className)
      throws ReflectiveOperationException {
    if (loader == null) {
      return;
    }
    // The first log event is made in the middle of a task: at once, so that its MDC is not missed.
    boolean later = className.equals(MDC);
    if (className.equals(LOGBACK_EVENT)) {
      later = !install(loader);
    }
    if (later) {
      await(loader);
    }
  }

  /** For an agent that is attached to a running JVM: SLF4J may be up already. */
  public void lookBack(Instrumentation instrumentation) {
    String name = MDC.replace('/', '.');
    for (Class<?> each : instrumentation.getAllLoadedClasses()) {
      if (each.getName().equals(name) && each.getClassLoader() != null) {
        await(each.getClassLoader());
      }
    }
  }

  /** Called at each tick. */
  public void retry() throws ReflectiveOperationException {
    for (Iterator<WeakReference<ClassLoader>> all = waiting.iterator(); all.hasNext(); ) {
      ClassLoader loader = all.next().get();
      boolean done = true;
      try {
        done = loader == null || install(loader);
      } finally {
        if (done) {
          all.remove();
        }
      }
    }
  }

  private void await(ClassLoader loader) {
    if (waiting.size() < MAX_WAITING) {
      waiting.add(new WeakReference<ClassLoader>(loader));
    }
  }

  /**
   * @return false where SLF4J is not ready
   */
  private synchronized boolean install(ClassLoader loader) throws ReflectiveOperationException {
    Class<?> factory = Class.forName("org.slf4j.LoggerFactory", true, loader);
    Field state = factory.getDeclaredField("INITIALIZATION_STATE");
    state.setAccessible(true);
    if (state.getInt(null) != BOUND) {
      return state.getInt(null) == NOTHING_TO_BIND;
    }
    Class<?> mdc = Class.forName("org.slf4j.MDC", true, loader);
    Object adapter = mdc.getMethod("getMDCAdapter").invoke(null);
    if (adapter == null) {
      return true;
    }
    RememberingAdapter ours = ours(adapter);
    if (ours == null) {
      Class<?> type = Class.forName("org.slf4j.spi.MDCAdapter", false, mdc.getClassLoader());
      Field field = fieldOf(mdc, type);
      field.setAccessible(true);
      ours = new RememberingAdapter(adapter, type, last);
      field.set(null, Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, ours));
    }
    ours.takeOver();
    return true;
  }

  private static @Nullable RememberingAdapter ours(Object adapter) {
    Object handler =
        Proxy.isProxyClass(adapter.getClass()) ? Proxy.getInvocationHandler(adapter) : null;
    return handler instanceof RememberingAdapter ? (RememberingAdapter) handler : null;
  }

  /** {@code MDC_ADAPTER} in newer SLF4J, {@code mdcAdapter} in older: its type tells. */
  private static Field fieldOf(Class<?> mdc, Class<?> type) throws NoSuchFieldException {
    for (Field each : mdc.getDeclaredFields()) {
      int modifiers = each.getModifiers();
      if (each.getType() == type && Modifier.isStatic(modifiers) && !Modifier.isFinal(modifiers)) {
        return each;
      }
    }
    throw new NoSuchFieldException("no field of " + type.getName() + " that can be set");
  }
}
