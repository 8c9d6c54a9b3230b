package io.tocsin.web.stack;

import java.util.LinkedHashMap;
import java.util.Map;

/** Whose code a class is, by the start of its name, in a word that people use. */
final class Makers {
  private static final Map<String, String> BY_PREFIX = new LinkedHashMap<>();

  static {
    BY_PREFIX.put("org.springframework.", "Spring");
    BY_PREFIX.put("org.apache.catalina.", "Tomcat");
    BY_PREFIX.put("org.apache.coyote.", "Tomcat");
    BY_PREFIX.put("org.apache.tomcat.", "Tomcat");
    BY_PREFIX.put("org.apache.kafka.", "Kafka");
    BY_PREFIX.put("org.hibernate.", "Hibernate");
    BY_PREFIX.put("com.zaxxer.", "HikariCP");
    BY_PREFIX.put("org.mybatis.", "MyBatis");
    BY_PREFIX.put("org.postgresql.", "PostgreSQL");
    BY_PREFIX.put("com.mysql.", "MySQL");
    BY_PREFIX.put("io.netty.", "Netty");
    BY_PREFIX.put("io.grpc.", "gRPC");
    BY_PREFIX.put("reactor.", "Reactor");
    BY_PREFIX.put("io.lettuce.", "Lettuce");
    BY_PREFIX.put("com.fasterxml.", "Jackson");
    BY_PREFIX.put("tools.jackson.", "Jackson");
    BY_PREFIX.put("io.opentelemetry.", "OpenTelemetry");
    BY_PREFIX.put("jakarta.", "Jakarta EE");
    BY_PREFIX.put("javax.", "JDK");
    BY_PREFIX.put("java.", "JDK");
    BY_PREFIX.put("jdk.", "JDK");
    BY_PREFIX.put("sun.", "JDK");
    BY_PREFIX.put("com.sun.", "JDK");
    BY_PREFIX.put("kotlin", "Kotlin");
    BY_PREFIX.put("scala.", "Scala");
  }

  private Makers() {}

  /** The first two parts of the name where nothing better is known. */
  static String of(String className) {
    for (Map.Entry<String, String> entry : BY_PREFIX.entrySet()) {
      if (className.startsWith(entry.getKey())) {
        return entry.getValue();
      }
    }
    int dot = className.indexOf('.', className.indexOf('.') + 1);
    return dot < 0 ? className : className.substring(0, dot);
  }
}
