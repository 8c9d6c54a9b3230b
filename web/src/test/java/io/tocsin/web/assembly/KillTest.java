package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * kill -9 of the server under load, at moments that also fall into commits of the document store.
 * The sender keeps a file of the ids that were acknowledged; at the end they are compared as sets
 * with what can be found.
 */
class KillTest {
  @TempDir private Path folder;

  @Test
  void T06_twoKills_loseNothingAndDoubleNothing() throws Exception {
    killAndCompare(2);
  }

  @Tag("long")
  @Test
  void T06_tenKills_loseNothingAndDoubleNothing() throws Exception {
    killAndCompare(10);
  }

  private void killAndCompare(int kills) throws Exception {
    try (RunningTocsin tocsin = RunningTocsin.start(folder, "");
        SteadyLoad load = SteadyLoad.on(tocsin, folder.resolve("acknowledged"))) {
      Random random = new Random(kills);
      for (int i = 0; i < kills; i++) {
        load.awaitMore(200 + random.nextInt(800));
        tocsin.killServer();
        tocsin.startServer();
      }
      load.end();

      Set<String> sent = load.acknowledged();
      Map<String, Integer> found = SteadyLoad.assertFoundOnce(tocsin, sent);
      assertThat(tocsin.tickets()).hasSize(1);
      JsonNode line = tocsin.api("/api/v1/ledger");
      assertThat(line.get("stored").asLong()).as("%s", line).isEqualTo(found.size());
      assertThat(line.get("missing").asLong() + line.get("in_flight").asLong()).isZero();
      assertThat(Tocsin.run("ledger", "--json", "--config", tocsin.config().toString())).isZero();
      System.out.printf(
          "kill -9 under errors: %d kills, %d records acknowledged, %d found, 0 missing, 0 twice, 1 ticket%n",
          kills, sent.size(), found.size());
    }
  }
}
