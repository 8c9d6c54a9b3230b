package io.tocsin.model.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells the user's own code from libraries and from the platform below them. Patterns are prefixes
 * of class names; own is what none matches.
 */
public final class OwnCode {
  /** Whose frame it is, least telling first. */
  public enum Tier {
    /** JDK, language run time, tests and their runner, generated glue: never a fault's place. */
    PLATFORM,
    /** Frameworks and drivers: the place only where no own code is on the stack. */
    LIBRARY,
    OWN
  }

  private static final List<String> PLATFORM =
      List.of(
          "java.",
          "javax.",
          "jdk.",
          "sun.",
          "com.sun.",
          "jakarta.",
          "kotlin.",
          "kotlinx.",
          "scala.",
          "groovy.",
          "org.codehaus.groovy.",
          "clojure.",
          "io.tocsin.agent.",
          "io.opentelemetry.javaagent.",
          "org.junit.",
          "junit.",
          "com.intellij.rt.",
          "org.apache.maven.surefire.",
          "org.apache.tools.ant.",
          "org.hamcrest.",
          "org.assertj.");

  private static final List<String> LIBRARIES =
      List.of(
          "org.springframework.",
          "org.apache.",
          "org.hibernate.",
          "org.jboss.",
          "org.wildfly.",
          "io.undertow.",
          "org.eclipse.jetty.",
          "io.netty.",
          "io.grpc.",
          "io.vertx.",
          "io.quarkus.",
          "io.micronaut.",
          "reactor.",
          "io.reactivex.",
          "rx.",
          "akka.",
          "com.zaxxer.",
          "org.postgresql.",
          "com.mysql.",
          "org.mariadb.",
          "oracle.jdbc.",
          "oracle.net.",
          "com.microsoft.sqlserver.",
          "com.ibm.db2.",
          "org.sqlite.",
          "org.h2.",
          "org.mybatis.",
          "org.jooq.",
          "com.alibaba.druid",
          "com.alibaba.nacos.",
          "com.alibaba.csp.sentinel.",
          "com.alibaba.fastjson",
          "io.lettuce.",
          "redis.clients.",
          "org.redisson.",
          "com.mongodb.",
          "io.micrometer.",
          "net.bytebuddy",
          "net.sf.cglib.",
          "javassist.",
          "org.aspectj.",
          "com.fasterxml.",
          "tools.jackson.",
          "com.google.common.",
          "com.google.gson.",
          "com.google.inject.",
          "com.google.protobuf.",
          "io.opentelemetry.",
          "io.github.resilience4j.",
          "com.netflix.",
          "feign.",
          "okhttp3.",
          "okio.",
          "retrofit2.",
          "org.slf4j.",
          "ch.qos.logback.",
          "org.thymeleaf.",
          "org.mockito.");

  private static final List<String> GENERATED =
      List.of(
          "$$Lambda",
          "$$EnhancerBy",
          "$$FastClassBy",
          "$$SpringCGLIB",
          "_$$_jvst",
          "$$_javassist",
          "$HibernateProxy",
          "$ByteBuddy",
          "$MockitoMock",
          "$Proxy$_$$_Weld");

  /** Names by which build tools find tests; a test shows how a fault was reached. */
  private static final Pattern TEST =
      Pattern.compile(".+(?:Test|Tests|TestCase|TestBase|TestSuite|IT)|Test[A-Z].*");

  private final List<String> libraries;

  private OwnCode(List<String> libraries) {
    this.libraries = libraries;
  }

  public static OwnCode byDefault() {
    return new OwnCode(LIBRARIES);
  }

  /** The default, with more prefixes that are not the user's own. */
  public static OwnCode without(List<String> morePrefixes) {
    List<String> all = new ArrayList<>(LIBRARIES);
    all.addAll(morePrefixes);
    return new OwnCode(List.copyOf(all));
  }

  public Tier tierOf(Frame frame) {
    String name = frame.className();
    if (isGenerated(name) || isTest(name) || PLATFORM.stream().anyMatch(name::startsWith)) {
      return Tier.PLATFORM;
    }
    return libraries.stream().anyMatch(name::startsWith) ? Tier.LIBRARY : Tier.OWN;
  }

  public boolean isOwn(Frame frame) {
    return tierOf(frame) == Tier.OWN;
  }

  /** Only the frames of the most telling tier that is there: those that a fault can lie in. */
  List<Frame> tellingFrames(List<Frame> frames) {
    for (Tier tier : List.of(Tier.OWN, Tier.LIBRARY)) {
      List<Frame> telling = frames.stream().filter(frame -> tierOf(frame) == tier).toList();
      if (!telling.isEmpty()) {
        return telling;
      }
    }
    return List.of();
  }

  private static boolean isTest(String name) {
    int dollar = name.indexOf('$');
    String outer = dollar <= 0 ? name : name.substring(0, dollar);
    return TEST.matcher(outer.substring(outer.lastIndexOf('.') + 1)).matches();
  }

  private static boolean isGenerated(String name) {
    if (name.indexOf('$') < 0) {
      return false;
    }
    return name.startsWith("$Proxy") || GENERATED.stream().anyMatch(name::contains);
  }
}
