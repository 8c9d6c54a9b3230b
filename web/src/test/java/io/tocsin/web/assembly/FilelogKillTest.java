package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * kill -9 of the server while it follows a file that is written, renamed, copied and truncated. At
 * the end the ids that were written are compared as sets with what can be found.
 */
@Tag("long")
class FilelogKillTest {
  @TempDir private Path folder;

  @Test
  void T28_T34_twoKillsUnderRotation_storeEachLineOnce() throws Exception {
    killAndCompare(2, 600);
  }

  @Test
  void T28_T34_tenKillsUnderRotation_storeEachLineOnce() throws Exception {
    killAndCompare(10, 1_000);
  }

  /** To look for all lines takes a while: it is begun when all are there to be found. */
  private static void awaitStored(RunningTocsin tocsin, int lines) throws IOException {
    Patience.await(
        "lines stored",
        () -> tocsin.api("/api/v1/ledger").get("stored").asLong(),
        stored -> stored >= lines);
  }

  private void killAndCompare(int kills, int linesBetween) throws Exception {
    Path logs = Files.createDirectories(folder.resolve("logs"));
    String filelog =
        """
        {bank: {include: ["%s/app.log*"], start_at: beginning, poll_interval: 20ms,
        batch_bytes: 16384, format: {type: json}, resource: {service.name: ledger}}}\
        """
            .formatted(logs);
    try (RunningTocsin tocsin = RunningTocsin.startFollowing(folder, filelog);
        RotatedFile file = RotatedFile.written(logs.resolve("app.log"))) {
      Random random = new Random(kills);
      for (int i = 0; i < kills; i++) {
        file.awaitMore(linesBetween / 2 + random.nextInt(linesBetween));
        tocsin.killServer();
        tocsin.startServer();
      }
      file.end();

      Set<String> written = file.ids();
      awaitStored(tocsin, written.size());
      Map<String, Integer> found = SteadyLoad.assertFoundOnce(tocsin, written);
      assertThat(found).hasSameSizeAs(written);
      JsonNode line = tocsin.api("/api/v1/ledger");
      long again = line.get("dropped").path("duplicate").asLong(0);
      assertThat(line.get("stored").asLong()).as("%s", line).isEqualTo(written.size());
      assertThat(line.get("received").asLong() - again).isEqualTo(written.size());
      assertThat(line.get("missing").asLong() + line.get("in_flight").asLong()).isZero();
      System.out.printf(
          "kill -9 of a file's reader: %d kills, %d renames, %d copies, %d lines written, %d found,"
              + " 0 missing, 0 twice, %d read again and known%n",
          kills, file.renames(), file.copies(), written.size(), found.size(), again);
    }
  }
}
