package io.tocsin.collector.reader;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.time.Duration;

/** {@code collector.readers}: how the readers go through the log. */
public record ReadersConfig(
    @Setting(doc = "Batches taken from the log at once.", def = "64") int maxBatches,
    @Setting(doc = "How long to wait for the next batch before looking again.", def = "200ms")
        Duration pollWait,
    @Setting(doc = "First pause after a failure; doubled each time.", def = "100ms")
        Duration firstBackoff,
    @Setting(doc = "Longest pause after a failure.", def = "10s") Duration maxBackoff,
    @Setting(
            doc = "Age of the telemetry in work past which a reader's health says so.",
            def = "30s")
        Duration lagLimit,
    @Setting(doc = "Telemetry to signals.") Detection detection,
    @Setting(doc = "Telemetry to documents.") Store store,
    @Setting(doc = "Recordings to merged stacks.") Profiles profiles) {
  public ReadersConfig {
    requireRange("max_batches", maxBatches, 1, 10_000);
    requireTime("poll_wait", pollWait);
    requireTime("first_backoff", firstBackoff);
    requireTime("max_backoff", maxBackoff);
    requireTime("lag_limit", lagLimit);
  }

  /** {@code collector.readers.detection}. */
  public record Detection(
      @Setting(
              doc =
                  "How long its place in the log may go unsaved; after a kill that much is looked at"
                      + " again, and nothing is reported twice.",
              def = "1s")
          Duration commitInterval) {
    public Detection {
      requireTime("commit_interval", commitInterval);
    }
  }

  /** {@code collector.readers.store}. */
  public record Store(
      @Setting(
              doc =
                  "How long what was written may go without being forced to disk; after a kill that"
                      + " much is written again.",
              def = "5s")
          Duration commitInterval,
      @Setting(doc = "Records and spans after which it is forced to disk sooner.", def = "100000")
          int commitRecords) {
    public Store {
      requireTime("commit_interval", commitInterval);
      requireRange("commit_records", commitRecords, 1, 10_000_000);
    }
  }

  /** {@code collector.readers.profiles}. */
  public record Profiles(
      @Setting(
              doc =
                  "How long its place in the log may go unsaved; after a kill that much is looked at"
                      + " again, and nothing is kept twice.",
              def = "1s")
          Duration commitInterval,
      @Setting(
              doc =
                  "How long a profile store that fails is tried again; then recordings are dropped"
                      + " and counted, because the log must not fill up for their sake.",
              def = "5m")
          Duration giveUpAfter) {
    public Profiles {
      requireTime("commit_interval", commitInterval);
      requireTime("give_up_after", giveUpAfter);
    }
  }

  private static void requireTime(String key, Duration value) {
    if (value.isNegative() || value.isZero() || value.compareTo(Duration.ofHours(1)) > 0) {
      throw new InvalidSettingException(key, value, "1ms to 1h");
    }
  }
}
