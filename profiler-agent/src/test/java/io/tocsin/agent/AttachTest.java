package io.tocsin.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.tools.attach.VirtualMachine;
import io.tocsin.agent.app.Steady;
import io.tocsin.agent.fixture.AppJvm;
import io.tocsin.agent.fixture.Jars;
import io.tocsin.agent.fixture.Jdk;
import io.tocsin.agent.fixture.OtlpServer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttachTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Jdk.class)
  void attachedToARunningJvm_reportsWithTheMdcThatWasThereBefore(Jdk jdk) throws Exception {
    try (OtlpServer server = new OtlpServer();
        AppJvm app =
            AppJvm.on(jdk, folder)
                .flag("-XX:+UseSerialGC")
                .set("endpoint", server.url())
                .start(Steady.class)) {
      await().atMost(Duration.ofMinutes(2)).until(() -> app.out().contains("ready"));
      for (int i = 0; i < 2; i++) {
        VirtualMachine machine = VirtualMachine.attach(String.valueOf(app.pid()));
        try {
          machine.loadAgent(Jars.tocsin().toString());
        } finally {
          machine.detach();
        }
      }
      await()
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(() ->
              assertThat(server.events("jvm.exception.uncaught"))
                  .anyMatch(each -> "steady".equals(each.get("account_id"))));
      assertThat(app.notices()).hasSize(1).first().asString().contains("given twice");
    }
  }
}
