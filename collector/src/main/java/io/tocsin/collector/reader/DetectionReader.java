package io.tocsin.collector.reader;

import io.tocsin.collector.decode.BatchDecoder;
import io.tocsin.collector.join.JoinConfig;
import io.tocsin.collector.join.JoinCounts;
import io.tocsin.collector.join.Joined;
import io.tocsin.collector.join.Joiner;
import io.tocsin.collector.metric.CounterFamily;
import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.log.LogEntry;
import io.tocsin.model.log.Positions;
import io.tocsin.model.log.Reader;
import io.tocsin.model.log.ReaderSpec;
import io.tocsin.model.log.TelemetryLog;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.signal.Bell;
import io.tocsin.model.signal.Detector;
import io.tocsin.model.signal.Observation;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.SignalStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Entries to signals: decode, join with what is known now, ask every detector, write the signals,
 * ring, move on. Nothing waits for a join: an error whose account is found later has its signal at
 * once, and another that completes it. A replay after a kill writes no signal twice, because a
 * signal's id is that of its place in the log.
 */
public final class DetectionReader implements Component, MetricSource {
  private static final String NAME = "detection";

  private final EntryPump pump;
  private final EntryDecoding decoding;
  private final Detectors detectors;
  private final JoinConfig joinConfig;
  private final JoinCounts joinCounts = new JoinCounts(NAME);
  private final SignalStore signals;
  private final Bell bell;
  private final long commitIntervalNanos;
  private final CounterFamily posted =
      new CounterFamily("tocsin_signals_posted_total", "Signals written, by detector.", "detector");

  /**
   * @param detectors asked in this order, each with every batch
   */
  public DetectionReader(
      ReadersConfig config,
      JoinConfig joinConfig,
      TelemetryLog log,
      BatchDecoder decoder,
      List<Detector> detectors,
      SignalStore signals,
      Bell bell,
      InstantSource clock) {
    this.decoding = new EntryDecoding(decoder, NAME);
    this.detectors = new Detectors(detectors);
    this.joinConfig = joinConfig;
    this.signals = signals;
    this.bell = bell;
    this.commitIntervalNanos = config.detection().commitInterval().toNanos();
    this.pump = new EntryPump(log, new ReaderSpec(NAME, true), config, new Detection(), clock);
  }

  @Override
  public void start() {
    pump.start();
  }

  @Override
  public Health health() {
    return detectors.shownIn(decoding.shownIn(pump.health()));
  }

  @Override
  public void close() {
    pump.close();
  }

  @Override
  public List<Sample> samples() {
    return Stream.of(
            pump.samples(),
            decoding.samples(),
            detectors.samples(),
            joinCounts.samples(),
            posted.samples())
        .flatMap(List::stream)
        .toList();
  }

  private final class Detection implements EntryWork {
    private Joiner joiner = new Joiner(joinConfig, Joiner.Late.ERRORS, joinCounts);
    private Positions done = Positions.NONE;
    private final WayPoints wayPoints = new WayPoints();
    private long lastCommitNanos = System.nanoTime();

    @Override
    public void begin(Reader reader) {
      joiner = new Joiner(joinConfig, Joiner.Late.ERRORS, joinCounts);
      done = Positions.NONE;
      wayPoints.clear();
    }

    @Override
    public void take(List<LogEntry> entries, Reader reader) {
      long oldestNanos =
          entries.stream().mapToLong(entry -> entry.batch().observedNanos()).min().orElse(0);
      List<Signal> found = new ArrayList<>();
      for (LogEntry entry : entries) {
        decoding
            .decode(entry)
            .map(batch -> joiner.join(batch, oldestNanos))
            .ifPresent(joined -> {
              found.addAll(detectors.detect(joined.observation()));
              found.addAll(completing(joined));
            });
        done = done.after(entry.position());
        wayPoints.saw(entry.batch().observedNanos());
      }
      if (!found.isEmpty()) {
        signals.post(found);
        bell.ring();
        found.forEach(signal -> posted.add(1, signal.detector()));
      }
      if (System.nanoTime() - lastCommitNanos > commitIntervalNanos) {
        commit(reader);
      }
    }

    /** Signals of earlier batches' records that have learnt their account from this one. */
    private List<Signal> completing(Joined joined) {
      if (joined.lateLogs().isEmpty()) {
        return List.of();
      }
      Observation batch = joined.observation();
      Observation late =
          new Observation(batch.epoch(), batch.position(), joined.lateLogs(), List.of());
      return detectors.detect(late).stream()
          .filter(signal -> !signal.accounts().isEmpty() || !signal.tenantCodes().isEmpty())
          .map(Signal::completing)
          .toList();
    }

    @Override
    public void end(Reader reader) {
      commit(reader);
    }

    /** Not past what a detector still needs: after a kill it is shown that again. */
    private void commit(Reader reader) {
      wayPoints.reached(done);
      Positions free = wayPoints.before(detectors.posted());
      if (!free.nextOffsets().isEmpty()) {
        reader.commit(free);
      }
      lastCommitNanos = System.nanoTime();
    }
  }
}
