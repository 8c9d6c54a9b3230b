package io.tocsin.storage.segment;

import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.log.Flow;
import io.tocsin.model.log.Lane;
import io.tocsin.model.log.LogMeter;
import io.tocsin.model.log.LogRefusedException;
import io.tocsin.model.log.LogStatus;
import io.tocsin.model.log.LogStatus.LaneStatus;
import io.tocsin.model.log.LogStatus.ReaderStatus;
import io.tocsin.model.log.LogTotals;
import io.tocsin.model.log.Positions;
import io.tocsin.model.log.Reader;
import io.tocsin.model.log.ReaderSpec;
import io.tocsin.model.log.Receipt;
import io.tocsin.model.log.Submission;
import io.tocsin.model.log.TelemetryLog;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The durable log in segment files of one folder, for one process. */
public final class SegmentTelemetryLog
    implements TelemetryLog, LogTotals, LogMeter, MetricSource, Component {
  private static final int CROWDED_PERCENT = 90;

  private final SegmentLogConfig config;
  private final Disk.Opener opener;
  private final InstantSource clock;
  private final LongSupplier ticks;
  private final Damage damage = new Damage();
  private final Mishaps mishaps = new Mishaps();
  private final Tallies tallies = new Tallies();
  private final Arrivals arrivals = new Arrivals();
  private volatile @Nullable Running running;

  /** What exists between start and close. */
  private record Running(
      Disk disk,
      Recovery.Recovered log,
      Admission admission,
      Appender appender,
      Committer committer,
      Retirement retirement) {}

  /**
   * @param folder created at start where it does not exist
   * @param clock says when a new log was created
   * @param ticks nanoseconds that never jump, from anywhere: the duplicate window runs on them
   */
  public SegmentTelemetryLog(
      SegmentLogConfig config, Path folder, InstantSource clock, LongSupplier ticks) {
    this(config, () -> OsDisk.open(folder), clock, ticks);
  }

  /** For tests, whose time goes as their clock does. */
  SegmentTelemetryLog(SegmentLogConfig config, Path folder, InstantSource clock) {
    this(config, () -> OsDisk.open(folder), clock);
  }

  SegmentTelemetryLog(SegmentLogConfig config, Disk.Opener opener, InstantSource clock) {
    this(config, opener, clock, () -> Clock.nanos(clock));
  }

  SegmentTelemetryLog(
      SegmentLogConfig config, Disk.Opener opener, InstantSource clock, LongSupplier ticks) {
    this.config = config;
    this.opener = opener;
    this.clock = clock;
    this.ticks = ticks;
  }

  /** An UncheckedIOException where the folder cannot be used at all; damage in it is no reason. */
  @Override
  public void start() {
    Disk disk = null;
    try {
      disk = opener.open();
      running = run(disk);
    } catch (IOException e) {
      if (disk != null) {
        disk.close();
      }
      throw new UncheckedIOException("the log cannot start: " + e.getMessage(), e);
    }
  }

  private Running run(Disk disk) throws IOException {
    Recovery.Recovered log = new Recovery(disk, config, damage, Clock.nanos(clock)).run();
    InstantSource steady = Clock.steady(log.goesOnAt(), ticks);
    Admission admission = new Admission(config);
    for (Partition partition : log.partitions()) {
      partition.segments().forEach(segment -> admission.hold(log.laneOf(partition), segment));
    }
    Retirement retirement = new Retirement(disk, log, admission, steady, mishaps);
    Appender appender = new Appender(config, log, admission, tallies, steady, retirement::squeeze);
    Committer committer =
        new Committer(
            log.partitions(),
            config.groupWait(),
            group -> {
              appender.settled(group);
              arrivals.signal();
            },
            retirement::wake,
            mishaps);
    committer.start();
    retirement.start(committer::roll);
    return new Running(disk, log, admission, appender, committer, retirement);
  }

  @Override
  public Receipt append(Submission submission) throws LogRefusedException {
    Running log = running();
    return log.appender().append(submission, log.committer()::submit);
  }

  @Override
  public Reader reader(ReaderSpec spec) {
    Running now = running();
    Recovery.Recovered log = now.log();
    try {
      ReaderState state = log.readers().open(spec, oldest(log.partitions()));
      List<Cursor> cursors = new ArrayList<>();
      for (Partition partition : log.partitions()) {
        cursors.add(new Cursor(now.disk(), log.identity(), partition, state, damage));
      }
      return new SegmentReader(
          state,
          log.partitions(),
          cursors,
          log.counts(),
          log.identity().routes(),
          arrivals,
          now.retirement()::wake,
          config);
    } catch (IOException e) {
      throw new UncheckedIOException("reader " + spec.name() + ": " + e.getMessage(), e);
    }
  }

  private static Positions oldest(List<Partition> partitions) {
    Map<Integer, Long> oldest = new TreeMap<>();
    for (Partition partition : partitions) {
      Segment first = partition.after(-1);
      if (first != null) {
        oldest.put(partition.number(), first.header().first());
      }
    }
    return new Positions(oldest);
  }

  /**
   * Begins a copy for a backup: readers' positions at once, entries at its end. Until then nothing
   * is released, so at its limits the log refuses.
   *
   * @param into an empty folder, or none yet
   */
  public LogCopy copy(Path into) throws IOException {
    Running now = running();
    return LogCopy.begin(now.disk(), now.log(), now.retirement(), into);
  }

  @Override
  public Map<Flow, Long> taken() {
    return running().log().counts().all();
  }

  @Override
  public long newestObservedNanos() {
    return running().log().counts().newestObservedNanos();
  }

  @Override
  public int routes() {
    return running().log().identity().routes();
  }

  @Override
  public long epoch() {
    return running().log().identity().epoch();
  }

  @Override
  public LogStatus status() {
    Running now = running();
    Map<Lane, LaneStatus> lanes = new EnumMap<>(Lane.class);
    for (Lane lane : Lane.values()) {
      lanes.put(lane, now.admission().status(lane));
    }
    return new LogStatus(
        lanes,
        tallies.status(),
        now.log().readers().status(now.log().partitions()),
        damage.status(),
        now.appender().forgotten(),
        now.committer().failures());
  }

  @Override
  public List<Sample> samples() {
    return running == null ? List.of() : LogSamples.of(status(), mishaps.count());
  }

  @Override
  public Health health() {
    Running now = running;
    if (now == null) {
      return Health.down("the log is not running");
    }
    LogStatus status = status();
    String trouble = now.committer().trouble();
    if (trouble != null) {
      return Health.degraded("the disk refused the log's last commit: " + trouble);
    }
    String mishap = mishaps.last();
    if (mishap != null) {
      return Health.degraded(mishap + " (" + mishaps.count() + " unexpected since the start)");
    }
    for (Lane lane : Lane.values()) {
      LaneStatus use = now.admission().status(lane);
      if (use.heldBytes() * 100 > use.limitBytes() * CROWDED_PERCENT) {
        return Health.degraded(lane + " lane is nearly full; " + slowest(status.readers()));
      }
    }
    LogStatus.Damage found = status.damage();
    if (found.found() > 0 || found.setAside() > 0) {
      return Health.degraded(
          found.setAside()
              + " damaged files are set aside in the log's folder"
              + (found.because().isEmpty() ? "" : "; " + found.because().getFirst()));
    }
    return status.readers().stream()
        .filter(reader -> reader.required() && reader.gaps() > 0)
        .findFirst()
        .map(reader ->
            Health.degraded(
                "reader " + reader.name() + " missed " + reader.gapBatches() + " batches"))
        .orElseGet(() -> Health.up("the log takes and keeps batches"));
  }

  private static String slowest(List<ReaderStatus> readers) {
    return readers.stream()
        .filter(ReaderStatus::required)
        .max(Comparator.comparingLong(ReaderStatus::lagBytes))
        .map(reader -> "reader " + reader.name() + " is " + reader.lagBytes() + " bytes behind")
        .orElse("nobody reads it");
  }

  /** Puts on disk what was submitted, refuses the rest. */
  @Override
  public void close() {
    Running now = running;
    if (now != null) {
      now.appender().close();
      now.committer().close();
      now.retirement().close();
      now.log().readers().close();
      now.log().counts().close();
      now.disk().close();
    }
  }

  private Running running() {
    Running now = running;
    if (now == null) {
      throw new IllegalStateException("the log is not started");
    }
    return now;
  }
}
