package io.tocsin.agent.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkerTest {
  private static final Instant STARTED = Instant.parse("2026-03-04T05:06:07.123Z");

  @TempDir Path folder;

  @Test
  void markerThatWasLeft_tellsWhoLeftItAndWhenItLastLived() throws Exception {
    Path errorFile = folder.resolve("hs_err_pid4711.log");
    Properties content =
        MarkerContent.of(4_711, STARTED, Map.of("service.version", "4.2"), List.of(errorFile));
    Marker left = Marker.create(folder, "4711-" + STARTED.toEpochMilli(), content);
    left.touch(STARTED.plusSeconds(60));
    left.close();

    try (Marker found =
        Marker.takeOver(folder.resolve("4711-" + STARTED.toEpochMilli() + ".running"))) {
      DeadJvm dead = found.read();
      assertThat(dead.pid).isEqualTo(4_711);
      assertThat(dead.started).isEqualTo(STARTED);
      assertThat(dead.lastAlive).isEqualTo(STARTED.plusSeconds(60));
      assertThat(dead.resource).containsOnly(Map.entry("service.version", "4.2"));
      assertThat(dead.errorFiles).containsExactly(errorFile);
      found.delete();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void markerOfTheFormatBefore_isRead() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("7-8.running"),
            "format=1\npid=7\nstarted=2026-03-04T05\\:06\\:07Z\nservice.instance.id=i-1\n");
    try (Marker marker = Marker.takeOver(file)) {
      DeadJvm dead = marker.read();
      assertThat(dead.resource).containsOnly(Map.entry("service.instance.id", "i-1"));
      assertThat(dead.errorFiles).isEmpty();
    }
  }

  @Test
  void fileThatIsNoMarker_isNotRead() throws Exception {
    Path file = Files.writeString(folder.resolve("1-2.running"), "pid=abc\n");
    try (Marker marker = Marker.takeOver(file)) {
      assertThatThrownBy(marker::read).isInstanceOf(IOException.class);
    }
    Path escape = Files.writeString(folder.resolve("3-4.running"), "pid=\\u12\n");
    try (Marker marker = Marker.takeOver(escape)) {
      assertThatThrownBy(marker::read).isInstanceOf(IOException.class);
    }
  }
}
