package io.tocsin.agent.app;

import java.io.File;
import java.lang.reflect.Field;
import sun.misc.Unsafe;

/**
 * Reads memory that is not its own, with customers' data in reach: on the heap, in registers and on
 * the stack, in the thread's name, in the message of an exception shortly before.
 */
public final class Segfault {
  private Segfault() {}

  public static void main(String[] arguments) throws Exception {
    Field field = Unsafe.class.getDeclaredField("theUnsafe");
    field.setAccessible(true);
    Unsafe unsafe = (Unsafe) field.get(null);
    String secret = arguments.length == 0 ? "nothing" : arguments[0];
    Thread thread =
        new Thread(
            () -> System.out.println(new Rates(unsafe, secret).lookup(secret)), "pool-1-thread-1");
    awaitMarker(new File(System.getProperty("tocsin.agent.dir")));
    System.out.println("ready");
    thread.start();
    thread.join();
  }

  /** A JVM that dies before the agent has noted that it lives is another test's. */
  private static void awaitMarker(File agent) throws InterruptedException {
    while (Markers.in(agent) == 0) {
      Thread.sleep(5);
    }
  }

  private static final class Rates {
    private final Unsafe unsafe;
    private final String customer;

    Rates(Unsafe unsafe, String customer) {
      this.unsafe = unsafe;
      this.customer = customer;
    }

    long lookup(String account) {
      try {
        throw new IllegalStateException("no rate for " + account);
      } catch (IllegalStateException expected) {
        return peek(customer, account, 16);
      }
    }

    private long peek(String owner, String account, long address) {
      return unsafe.getLong(address) + owner.length() + account.length();
    }
  }
}
