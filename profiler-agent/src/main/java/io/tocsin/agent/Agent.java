package io.tocsin.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM calls. It and {@link IsolatedLoader} are all that the application's class loader can
 * see; the agent proper starts in a loader of its own.
 */
public final class Agent {
  /** Oldest JDK that the tests run on. */
  static final int OLDEST_JDK = 17;

  private static final AtomicBoolean STARTED = new AtomicBoolean();

  private Agent() {}

  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation);
  }

  public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation);
  }

  private static void start(@Nullable String arguments, Instrumentation instrumentation) {
    try {
      if (!STARTED.compareAndSet(false, true)) {
        say("it was given twice: the second one does nothing");
        return;
      }
      String version = System.getProperty("java.specification.version", "");
      if (isTooOld(version) && !Boolean.getBoolean("tocsin.agent.allow_untested_jdk")) {
        say(
            "not started: Java "
                + version
                + " is older than "
                + OLDEST_JDK
                + ", the oldest it is tested on"
                + " (-Dtocsin.agent.allow_untested_jdk=true starts it all the same)");
        return;
      }
      File jar = new File(Agent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Package here = Agent.class.getPackage();
      String release = here == null ? null : here.getImplementationVersion();
      IsolatedLoader.of(jar)
          .loadClass("io.tocsin.agent.assembly.AgentAssembly")
          .getMethod("start", String.class, String.class, Instrumentation.class)
          .invoke(null, release == null ? "unknown" : release, arguments, instrumentation);
    } catch (InvocationTargetException e) {
      say("not started: " + e.getCause());
    } catch (Throwable e) {
      // What leaves premain aborts the JVM, so even errors end here.
      say("not started: " + e);
    }
  }

  /**
   * @param specification such as "1.8", "11" or "25"; what cannot be read counts as new
   */
  static boolean isTooOld(String specification) {
    String feature = specification.startsWith("1.") ? specification.substring(2) : specification;
    try {
      return Integer.parseInt(feature) < OLDEST_JDK;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static void say(String what) {
    System.err.println("[tocsin-agent] " + what);
  }
}
