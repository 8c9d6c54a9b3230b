package io.tocsin.demo.whole;

import io.tocsin.demo.plan.CrashingPlace;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.List;

/** Does in a JVM of its own what data does to a running service: that JVM dies of it. */
final class DeadlyAddress {
  private DeadlyAddress() {}

  public static void main(String[] arguments) throws Exception {
    CrashingPlace place = CrashingPlace.valueOf(arguments[0]);
    String culprit = place.code().culprit();
    Class<?> type = Class.forName(culprit.substring(0, culprit.lastIndexOf('.')));
    switch (place) {
      case FORWARD -> call(made(type), "rate", "USD", 1_767_225_600_000L);
      case TARIFF -> {
        Object tariffs = made(type);
        call(tariffs, "define", "giro", 15L, 900L);
        call(tariffs, "price", "giro", 100L);
        call(tariffs, "withdraw", "giro");
        call(tariffs, "price", "giro", 100L);
      }
      case ARCHIVE -> {
        Object archive = call(type, "of", List.of("first", "second"));
        call(archive, "checksum", 0);
        call(archive, "checksum", 1);
      }
      case BRANCH -> call(made(type), "region", "370400440532013000");
    }
  }

  private static Object made(Class<?> type) throws Exception {
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    return constructor.newInstance();
  }

  private static Object call(Object target, String name, Object... arguments) throws Exception {
    Class<?> type = target instanceof Class<?> itself ? itself : target.getClass();
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals(name)) {
        method.setAccessible(true);
        return method.invoke(target instanceof Class<?> ? null : target, arguments);
      }
    }
    throw new NoSuchMethodException(type + "." + name);
  }
}
