package io.tocsin.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.agent.fixture.Jars;
import java.io.DataInputStream;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentTest {
  @ParameterizedTest
  @CsvSource({"1.8,true", "9,true", "11,true", "16,true", "17,false", "25,false", "what,false"})
  void oldestJdk_is17(String specification, boolean tooOld) {
    assertThat(Agent.isTooOld(specification)).isEqualTo(tooOld);
  }

  @Test
  void jar_showsTwoClassesAndNeedsNoMoreThanJava8() throws Exception {
    try (JarFile jar = new JarFile(Jars.tocsin().toFile())) {
      List<JarEntry> classes =
          Collections.list(jar.entries()).stream()
              .filter(each -> each.getName().endsWith(".class"))
              .toList();
      assertThat(classes)
          .extracting(JarEntry::getName)
          .filteredOn(each -> !each.startsWith("hidden/"))
          .containsExactlyInAnyOrder(
              "io/tocsin/agent/Agent.class", "io/tocsin/agent/IsolatedLoader.class");
      for (JarEntry each : classes) {
        try (DataInputStream in = new DataInputStream(jar.getInputStream(each))) {
          assertThat(in.readInt()).isEqualTo(0xCAFEBABE);
          assertThat(in.readInt()).as("version of " + each).isEqualTo(52);
        }
      }
      assertThat(jar.getManifest().getMainAttributes())
          .containsEntry(
              new java.util.jar.Attributes.Name("Premain-Class"), "io.tocsin.agent.Agent")
          .containsEntry(new java.util.jar.Attributes.Name("Agent-Class"), "io.tocsin.agent.Agent");
    }
  }
}
