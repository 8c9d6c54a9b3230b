package io.tocsin.collector.receiver.filelog;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.collector.receiver.filelog.format.FormatConfig;
import io.tocsin.collector.receiver.filelog.format.LineFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordCutterTest {
  private static final int MAX_LINE = 24;
  private static final String[] PIECES = {
    "\n",
    "\r\n",
    " indented",
    "start",
    "\tat a.B.c(D)",
    "Caused by: x",
    "{json}",
    "\n\n",
    "long ".repeat(8)
  };

  /** How much of a file there is at a time must not change what its records are. */
  @Test
  void records_areTheSameHoweverTheFileGrew() {
    for (int seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(30); i >= 0; i--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      MultilineConfig config =
          new MultilineConfig(
              MultilineConfig.Mode.values()[random.nextInt(2)],
              random.nextInt(4) == 0 ? "^[a-z]" : null,
              1 + random.nextInt(4),
              1_024);

      List<String> grown = new ArrayList<>();
      int at = 0;
      int end = 0;
      int state = RecordCutter.BETWEEN;
      while (end < bytes.length) {
        end = Math.min(bytes.length, end + 1 + random.nextInt(40));
        RecordCutter cutter = cutter(config);
        cutter.open(bytes, at, end, state, end == bytes.length);
        while (cutter.next()) {
          grown.add(recordOf(bytes, cutter));
        }
        at = cutter.end;
        state = cutter.state();
      }

      assertThat(grown).as("seed %d", seed).isEqualTo(atOnce(bytes, config));
    }
  }

  private static List<String> atOnce(byte[] bytes, MultilineConfig config) {
    List<String> records = new ArrayList<>();
    RecordCutter cutter = cutter(config);
    cutter.open(bytes, 0, bytes.length, RecordCutter.BETWEEN, true);
    while (cutter.next()) {
      records.add(recordOf(bytes, cutter));
    }
    return records;
  }

  private static RecordCutter cutter(MultilineConfig config) {
    LineFormat format =
        FormatConfig.of(FormatConfig.Type.JSON).format(InstantSource.fixed(Instant.EPOCH));
    return new RecordCutter(format, config, MAX_LINE);
  }

  private static String recordOf(byte[] bytes, RecordCutter cutter) {
    return new String(bytes, cutter.from, cutter.to - cutter.from, StandardCharsets.UTF_8);
  }
}
