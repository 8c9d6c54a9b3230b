package io.tocsin.collector.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.collector.Defaults;
import io.tocsin.collector.InMemoryBlobs;
import io.tocsin.collector.InMemoryLog;
import io.tocsin.collector.InMemoryProfiles;
import io.tocsin.collector.Otlp;
import io.tocsin.collector.decode.ProfileDecoder;
import io.tocsin.collector.ledger.Ledger;
import io.tocsin.collector.recording.JfrSample;
import io.tocsin.collector.recording.RecordingLimits;
import io.tocsin.model.EpochNanos;
import io.tocsin.model.Health;
import io.tocsin.model.TenantId;
import io.tocsin.model.ledger.LedgerLine;
import io.tocsin.model.log.Batch;
import io.tocsin.model.log.Digest;
import io.tocsin.model.log.Lane;
import io.tocsin.model.log.Submission;
import io.tocsin.model.log.TelemetryKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfileReaderTest {
  private static final TenantId TENANT = new TenantId("retail");
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  private final InMemoryLog log = new InMemoryLog();
  private final InMemoryProfiles profiles = new InMemoryProfiles();
  private final InMemoryBlobs blobs = new InMemoryBlobs();

  private ProfileReader reader(Ledger ledger, Duration giveUpAfter, Instant startedAt) {
    ReadersConfig usual = Defaults.READERS;
    ReadersConfig config =
        new ReadersConfig(
            usual.maxBatches(),
            usual.pollWait(),
            usual.firstBackoff(),
            usual.maxBackoff(),
            usual.lagLimit(),
            usual.detection(),
            usual.store(),
            new ReadersConfig.Profiles(Duration.ofMillis(1), giveUpAfter));
    ProfileReader reader =
        new ProfileReader(
            config,
            log,
            new ProfileDecoder(InMemoryLog.EPOCH, Defaults.DECODE, RecordingLimits.defaults()),
            profiles,
            blobs,
            ledger,
            InstantSource.fixed(startedAt));
    reader.start();
    return reader;
  }

  private static String id(int number) {
    return "%032x".formatted(number);
  }

  private void append(int number, byte[] recording) throws Exception {
    byte[] payload =
        Otlp.profile(Otlp.resource("ledger", "ledger-1"), id(number), recording).toByteArray();
    Batch batch =
        new Batch(TENANT, TelemetryKind.PROFILES, Lane.BULK, 0, 1, EpochNanos.of(NOW), payload);
    log.append(new Submission(TENANT, new Digest(0, number), List.of(batch)));
  }

  private static byte[] jfr() {
    return new JfrSample().cpu(1, 1, "main;pay").make();
  }

  private static LedgerLine settled(Ledger ledger, int records) {
    await()
        .until(() ->
            ledger.lines().stream()
                .anyMatch(line -> line.received() == records && line.inFlight() == 0));
    return ledger.lines().getFirst();
  }

  @Test
  void recordingThatCannotBeRead_isSetAsideAndShown_andTheNextOneFollows() throws Exception {
    Ledger ledger = new Ledger(log);
    append(1, new byte[] {'F', 'L', 'R', 0, 1, 2, 3});
    append(2, jfr());
    try (ProfileReader reader = reader(ledger, Duration.ofMinutes(5), NOW.plusSeconds(1))) {
      LedgerLine line = settled(ledger, 2);

      assertThat(line.stored()).isEqualTo(1);
      assertThat(line.dropped()).isEqualTo(Map.of("unreadable_recording", 1L));
      assertThat(profiles.recordings())
          .singleElement()
          .satisfies(kept -> assertThat(kept.info().id()).isEqualTo(id(2)));
      assertThat(blobs.list(TENANT, "profiles-unreadable", LocalDate.parse("2026-11-21")))
          .singleElement()
          .satisfies(key -> assertThat(key.name()).isEqualTo(id(1)));
      assertThat(reader.health().state()).isEqualTo(Health.State.DEGRADED);
      assertThat(reader.health().because()).contains(id(1));
    }
  }

  @Test
  void storeThatFailsForLong_isGivenUp_soThatTheLogGoesOn() throws Exception {
    Ledger ledger = new Ledger(log);
    profiles.failNext(1_000_000);
    append(1, jfr());
    append(2, jfr());
    try (ProfileReader reader = reader(ledger, Duration.ofMillis(20), NOW.plusSeconds(1))) {
      LedgerLine line = settled(ledger, 2);

      assertThat(line.dropped()).isEqualTo(Map.of("profile_store_failed", 2L));
      assertThat(profiles.writes()).as("tried again before").isGreaterThan(2);
      profiles.failNext(0);
      append(3, jfr());
      assertThat(settled(ledger, 3).stored()).isEqualTo(1);
      assertThat(reader.health().because()).contains("failed for long");
    }
  }

  @Test
  void T28_killBetweenWriteAndCommit_storesNothingTwice_andCountsIt() throws Exception {
    append(1, jfr());
    Ledger before = new Ledger(log);
    try (ProfileReader reader = reader(before, Duration.ofMinutes(5), NOW)) {
      await().until(() -> profiles.recordings().size() == 1);
      assertThat(reader.health().state()).isEqualTo(Health.State.UP);
    }
    log.forgetCommits();

    Ledger after = new Ledger(log);
    try (ProfileReader reader = reader(after, Duration.ofMinutes(5), NOW.plusSeconds(60))) {
      LedgerLine line = settled(after, 1);

      assertThat(line.stored()).as("found in the log from before the start").isEqualTo(1);
      assertThat(line.dropped()).isEmpty();
      assertThat(profiles.recordings()).hasSize(1);
      assertThat(reader.health().state()).isEqualTo(Health.State.UP);
    }
  }
}
