package io.tocsin.crash;

import java.util.LinkedHashSet;
import java.util.Set;

/** The well-known server that ran in the JVM, by its main class, its jars and its options. */
final class Application {
  private static final String[][] MARKS = {
    {"jboss-eap-8", "JBOSS_EAP8"},
    {"jboss-eap-7", "JBOSS_EAP7"},
    {"EAP-7", "JBOSS_EAP7"},
    {"jboss-eap-6", "JBOSS_EAP6"},
    {"org.jboss.as.", "JBOSS"},
    {"jboss-modules.jar", "JBOSS"},
    {"org.apache.catalina.startup.Bootstrap", "TOMCAT"},
    {"org.apache.cassandra.", "CASSANDRA"},
    {"org.elasticsearch.", "ELASTICSEARCH"},
    {"kafka.Kafka", "KAFKA"},
    {"org.apache.zookeeper.", "ZOOKEEPER"},
    {"org.apache.activemq.", "ACTIVEMQ"},
    {"org.apache.karaf.", "KARAF"},
    {"weblogic.Server", "WEBLOGIC"},
    {"org.springframework.boot.loader", "SPRING_BOOT"},
  };

  private Application() {}

  /** Empty where it is none of those. */
  static String of(CrashText text, JvmOptions options, Libraries libraries) {
    Set<String> said = new LinkedHashSet<>();
    said.add(options.command());
    if (options.line().isPresent()) {
      said.add(options.line().get().text());
    }
    for (String path : libraries.paths()) {
      if (path.endsWith(".jar")) {
        said.add(path);
      }
    }
    for (Section section : new Section[] {Section.JAVA_FRAMES, Section.NATIVE_FRAMES}) {
      for (Line frame : text.in(section)) {
        said.add(frame.text());
      }
    }
    for (String[] mark : MARKS) {
      for (String part : said) {
        if (part.contains(mark[0])) {
          return mark[1];
        }
      }
    }
    return "";
  }
}
