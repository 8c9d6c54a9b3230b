package io.tocsin.demo.bank.memory;

import java.lang.reflect.Field;
import sun.misc.Unsafe;

/** The door to memory that the garbage collector does not walk. No address is checked there. */
public final class OffHeap {
  private static final Unsafe UNSAFE = unsafe();

  private OffHeap() {}

  public static Unsafe access() {
    return UNSAFE;
  }

  private static Unsafe unsafe() {
    try {
      Field field = Unsafe.class.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      return (Unsafe) field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JDK has no sun.misc.Unsafe", e);
    }
  }
}
