package io.tocsin.collector.receiver.filelog;

import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.receiver.filelog.checkpoint.Checkpoint;
import io.tocsin.model.Health;
import io.tocsin.model.metric.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One named receiver at work: a thread reads and parses the next batch while another waits for the
 * disk with the one before. What the log refuses waits; nothing is read meanwhile.
 */
final class RunningTail {
  private static final Logger LOG = LoggerFactory.getLogger(RunningTail.class);
  private static final int AHEAD = 2;
  private static final Duration AFTER_DEFECT = Duration.ofSeconds(1);

  private final String name;
  private final FilelogConfig config;
  private final Checkpoint checkpoint;
  private final TailCounts counts;
  private final Delivery delivery;
  private final InstantSource clock;
  private final BlockingQueue<Batch> batches = new ArrayBlockingQueue<>(AHEAD);
  private final Semaphore room = new Semaphore(AHEAD);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();
  private volatile TailStatus status = TailStatus.NONE;
  private volatile @Nullable String defect;

  private RunningTail(
      String name,
      FilelogConfig config,
      Checkpoint checkpoint,
      Intake intake,
      InstantSource clock) {
    this.name = name;
    this.config = config;
    this.checkpoint = checkpoint;
    this.counts = new TailCounts(name);
    this.delivery = new Delivery(config.tenantId(), intake, checkpoint, counts);
    this.clock = clock;
  }

  /**
   * @param folder of checkpoints
   */
  static RunningTail start(
      String name, FilelogConfig config, Path folder, Intake intake, InstantSource clock)
      throws IOException {
    RunningTail tail =
        new RunningTail(
            name, config, Checkpoint.open(folder.resolve(name + ".checkpoint")), intake, clock);
    if (tail.checkpoint.damage() != null) {
      LOG.warn("filelog {}: its checkpoint is not used: {}", name, tail.checkpoint.damage());
    }
    tail.thread("read", tail::read);
    tail.thread("deliver", tail::deliver);
    return tail;
  }

  private void thread(String task, Runnable work) {
    threads.add(Thread.ofPlatform().name("tocsin-filelog-" + name + '-' + task).start(work));
  }

  private void read() {
    while (!isClosing(Duration.ZERO)) {
      try (Tail tail = new Tail(config, checkpoint, counts, clock)) {
        read(tail);
      } catch (IOException | RuntimeException | Error e) {
        counts.error();
        defect = String.valueOf(e);
        LOG.error("filelog {}: begins again from its checkpoint", name, e);
        awaitDelivery();
      }
    }
  }

  private void read(Tail tail) throws IOException {
    while (!isClosing(Duration.ZERO)) {
      Optional<Batch> batch = tail.next();
      status = tail.status();
      if (batch.isEmpty()) {
        if (tail.isIdle()) {
          checkpoint.flush();
          defect = null;
          isClosing(config.pollInterval());
        }
      } else if (!offer(batch.get())) {
        return;
      }
    }
  }

  /** False where the receiver closes first. */
  private boolean offer(Batch batch) {
    while (!acquire(1)) {
      if (isClosing(Duration.ZERO)) {
        return false;
      }
    }
    batches.add(batch);
    return true;
  }

  private boolean acquire(int permits) {
    try {
      return room.tryAcquire(permits, 100, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      LOG.debug("nobody should interrupt a tail", e);
      return false;
    }
  }

  /** What was read before a defect must be in the log before the checkpoint is read again. */
  private void awaitDelivery() {
    while (!isClosing(AFTER_DEFECT)) {
      if (acquire(AHEAD)) {
        room.release(AHEAD);
        return;
      }
    }
  }

  private void deliver() {
    while (!isClosing(Duration.ZERO)) {
      try {
        Batch batch = batches.poll(100, TimeUnit.MILLISECONDS);
        if (batch != null && deliver(batch)) {
          room.release();
        }
      } catch (InterruptedException e) {
        LOG.debug("nobody should interrupt a tail", e);
      }
    }
  }

  private boolean deliver(Batch batch) {
    while (true) {
      Duration wait = attempt(batch);
      if (wait.isZero()) {
        return true;
      }
      if (isClosing(wait)) {
        return false;
      }
    }
  }

  private Duration attempt(Batch batch) {
    try {
      return delivery.attempt(batch);
    } catch (RuntimeException | Error e) {
      counts.error();
      defect = String.valueOf(e);
      LOG.error("filelog {}: a batch waits because of a defect of ours", name, e);
      return AFTER_DEFECT;
    }
  }

  /** Waits; true as soon as it is to close. */
  private boolean isClosing(Duration wait) {
    try {
      return closing.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      LOG.debug("nobody should interrupt a tail", e);
      return closing.getCount() == 0;
    }
  }

  Health health() {
    TailStatus now = status;
    String because = trouble(now);
    return because != null
        ? Health.degraded("filelog " + name + ": " + because)
        : Health.up(
            "filelog %s: %d files, %d bytes behind".formatted(name, now.files(), now.lag()));
  }

  private @Nullable String trouble(TailStatus now) {
    if (defect != null) {
      return "a defect of ours: " + defect;
    }
    if (!now.trouble().isEmpty()) {
      return now.trouble();
    }
    if (delivery.waiting() != null) {
      return delivery.waiting();
    }
    if (counts.defect() != null) {
      return "records were refused for good: " + counts.defect();
    }
    if (now.leftOut() > 0) {
      return "more files match than max_files (" + config.maxFiles() + ")";
    }
    if (checkpoint.damage() != null) {
      return "its checkpoint was damaged, so files began anew: " + checkpoint.damage();
    }
    return null;
  }

  List<Sample> samples() {
    TailStatus now = status;
    List<Sample> samples = new ArrayList<>(counts.samples());
    gauge(samples, "files", "Files known.", now.files());
    gauge(samples, "open_files", "Files open.", now.open());
    counter(samples, "errors", "Files, folders or checkpoints not accessible.", errors(now));
    counter(samples, "delivered_records", "Records in the log.", counts.deliveredRecords());
    counter(samples, "refusals", "Times that the log refused a batch.", counts.refusals());
    counter(samples, "truncations", "Files that began anew under their inode.", now.truncated());
    counter(samples, "continuations", "Files found again under another inode.", now.continued());
    counter(samples, "lost_bytes", "Bytes in files that went unread.", now.lostBytes());
    counter(samples, "left_out_files", "Files past max_files, by search.", now.leftOut());
    for (int i = 0; i < now.lagBytes().length; i++) {
      samples.add(
          Sample.gauge(
              "tocsin_receiver_filelog_lag_bytes",
              "Bytes not read yet.",
              Map.of("receiver", name, "pattern", config.include().get(i)),
              now.lagBytes()[i]));
    }
    return samples;
  }

  private long errors(TailStatus now) {
    return now.problems() + counts.errors();
  }

  private void gauge(List<Sample> samples, String what, String help, double value) {
    samples.add(
        Sample.gauge("tocsin_receiver_filelog_" + what, help, Map.of("receiver", name), value));
  }

  private void counter(List<Sample> samples, String what, String help, double value) {
    samples.add(
        Sample.counter(
            "tocsin_receiver_filelog_" + what + "_total", help, Map.of("receiver", name), value));
  }

  /** What is not in the log by then is read again at the next start. */
  void close() {
    closing.countDown();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
      checkpoint.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.warn("filelog {}: the checkpoint was not written to its end: {}", name, e.toString());
    }
  }
}
