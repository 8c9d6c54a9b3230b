package io.tocsin.crash;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

/** A program that keeps its arguments in its heap and then ends its JVM by a null pointer. */
final class CrashingJvm {
  private static final List<char[]> KEPT = new ArrayList<>();

  private CrashingJvm() {}

  public static void main(String[] args) throws Exception {
    Field field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
    field.setAccessible(true);
    sun.misc.Unsafe unsafe = (sun.misc.Unsafe) field.get(null);
    for (String arg : args) {
      KEPT.add(arg.toCharArray());
      try {
        Class.forName(arg);
      } catch (ClassNotFoundException inTheRingOfEvents) {
        KEPT.add(String.valueOf(inTheRingOfEvents.getMessage()).toCharArray());
      }
    }
    Thread named = new Thread(() -> post(unsafe, String.join(",", args)), "for " + args[0]);
    named.start();
    named.join();
  }

  /** The arguments stay in registers and on the stack. */
  private static void post(sun.misc.Unsafe unsafe, String secrets) {
    unsafe.putAddress(secrets.isEmpty() ? 1 : 0, 42);
  }
}
