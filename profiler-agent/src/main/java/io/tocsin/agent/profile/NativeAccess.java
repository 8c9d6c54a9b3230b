package io.tocsin.agent.profile;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets {@code one.profiler} load its native library without the warning of JDK 24 and later (JEP
 * 472), and only it: its package becomes a module of its own in our class loader, and that module
 * gets native access. The flag that users would have to set, {@code
 * --enable-native-access=ALL-UNNAMED}, would give it to the whole application.
 *
 * <p>By reflection, since the classes are newer than our bytecode.
 */
final class NativeAccess {
  private static final int FIRST_JDK_THAT_WARNS = 24;
  private static final String PACKAGE = "one.profiler";

  private NativeAccess() {}

  /**
   * Called before the first class of the package is loaded.
   *
   * @throws ReflectiveOperationException where this JDK is not of the shape we know; the library
   *     can be loaded all the same, with the warning
   */
  static void grant(Instrumentation instrumentation) throws ReflectiveOperationException {
    if (feature(System.getProperty("java.specification.version", "")) < FIRST_JDK_THAT_WARNS) {
      return;
    }
    ClassLoader loader = NativeAccess.class.getClassLoader();
    Class<?> module = Class.forName("java.lang.Module");
    Method moduleOf = Class.class.getMethod("getModule");
    Object javaBase = moduleOf.invoke(Object.class);
    openInternals(instrumentation, module, javaBase, moduleOf.invoke(NativeAccess.class));

    Class<?> modules = Class.forName("jdk.internal.module.Modules");
    Class<?> descriptor = Class.forName("java.lang.module.ModuleDescriptor");
    Object own =
        modules
            .getMethod("defineModule", ClassLoader.class, descriptor, URI.class)
            .invoke(null, loader, describe(descriptor), null);
    modules.getMethod("addReads", module, module).invoke(null, own, javaBase);
    Method enable = module.getDeclaredMethod("implAddEnableNativeAccess");
    enable.setAccessible(true);
    enable.invoke(own);
  }

  /** An open one: its packages are exported, and its fields can be read. */
  private static @Nullable Object describe(Class<?> descriptor)
      throws ReflectiveOperationException {
    Class<?> builder = Class.forName("java.lang.module.ModuleDescriptor$Builder");
    Object built = descriptor.getMethod("newOpenModule", String.class).invoke(null, PACKAGE);
    builder.getMethod("packages", Set.class).invoke(built, Collections.singleton(PACKAGE));
    builder.getMethod("exports", String.class).invoke(built, PACKAGE);
    return builder.getMethod("build").invoke(built);
  }

  private static void openInternals(
      Instrumentation instrumentation,
      Class<?> module,
      @Nullable Object javaBase,
      @Nullable Object ours)
      throws ReflectiveOperationException {
    Map<String, Set<?>> opened = new HashMap<String, Set<?>>();
    opened.put("java.lang", Collections.singleton(ours));
    opened.put("jdk.internal.module", Collections.singleton(ours));
    Instrumentation.class
        .getMethod("redefineModule", module, Set.class, Map.class, Map.class, Set.class, Map.class)
        .invoke(
            instrumentation,
            javaBase,
            Collections.emptySet(),
            opened,
            opened,
            Collections.emptySet(),
            Collections.emptyMap());
  }

  private static int feature(String specification) {
    try {
      return Integer.parseInt(specification);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
