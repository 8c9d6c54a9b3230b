package io.tocsin.storage.segment;

import io.tocsin.model.log.Batch;
import io.tocsin.model.log.Lane;
import io.tocsin.model.log.LogRefusedException;
import io.tocsin.model.log.LogRefusedException.Reason;
import io.tocsin.model.log.Position;
import io.tocsin.model.log.Receipt;
import io.tocsin.model.log.Submission;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decides which parts of a submission are to be written, and answers its sender. */
final class Appender {
  private final SegmentLogConfig config;
  private final LogIdentity identity;
  private final DuplicateWindow window;
  private final Admission admission;
  private final Tallies tallies;
  private final InstantSource clock;
  private final Consumer<Lane> full;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<DuplicateWindow.Key, PendingAppend> inFlight = new HashMap<>();
  private boolean closed;

  /**
   * @param full is told of a lane that refuses
   */
  Appender(
      SegmentLogConfig config,
      Recovery.Recovered log,
      Admission admission,
      Tallies tallies,
      InstantSource clock,
      Consumer<Lane> full) {
    this.config = config;
    this.identity = log.identity();
    this.window = log.window();
    this.admission = admission;
    this.tallies = tallies;
    this.clock = clock;
    this.full = full;
  }

  Receipt append(Submission submission, Consumer<PendingAppend> commit) throws LogRefusedException {
    long now = Clock.nanos(clock);
    long mask = maskOf(submission);
    List<Part> parts =
        submission.parts().stream()
            .map(batch -> new Part(batch, partitionOf(batch), submission.digest(), mask, now))
            .toList();
    DuplicateWindow.Key key = new DuplicateWindow.Key(submission.tenant(), submission.digest());
    PendingAppend pending = begin(key, mask, now, parts, commit);
    pending.await();
    return answer(submission, pending);
  }

  /** Waits for an equal submission that is on its way, then decides. */
  private PendingAppend begin(
      DuplicateWindow.Key key,
      long mask,
      long now,
      List<Part> parts,
      Consumer<PendingAppend> commit)
      throws LogRefusedException {
    while (true) {
      PendingAppend earlier;
      lock.lock();
      try {
        if (closed) {
          throw refused(key, Reason.CLOSED, "the log is closing", 0);
        }
        earlier = inFlight.get(key);
        if (earlier == null) {
          PendingAppend own = admit(key, mask, now, parts);
          if (!own.parts().isEmpty()) {
            inFlight.put(key, own);
            commit.accept(own);
          }
          return own;
        }
      } finally {
        lock.unlock();
      }
      earlier.await();
    }
  }

  /**
   * Without parts for a submission that is on disk already. While bulk is full, urgent parts are
   * written although the submission is refused: sent again, only the others are missing.
   */
  private PendingAppend admit(DuplicateWindow.Key key, long mask, long now, List<Part> parts)
      throws LogRefusedException {
    long present = window.present(key, mask, now);
    List<Part> missing =
        parts.stream().filter(part -> (present & 1L << part.partition()) == 0).toList();
    List<Part> write = new ArrayList<>();
    String refusal = null;
    for (Lane lane : Lane.values()) {
      List<Part> ofLane = missing.stream().filter(part -> part.batch().lane() == lane).toList();
      if (!ofLane.isEmpty() && refusal == null) {
        long bytes = ofLane.stream().mapToLong(Part::bytes).sum();
        refusal = admission.reserve(lane, key.tenant(), bytes);
        if (refusal == null) {
          write.addAll(ofLane);
        } else {
          full.accept(lane);
        }
      }
    }
    if (refusal != null && write.isEmpty()) {
      throw refused(key, Reason.FULL, refusal, 0);
    }
    return new PendingAppend(key, mask, now, write, refusal);
  }

  private Receipt answer(Submission submission, PendingAppend pending) throws LogRefusedException {
    Optional<IOException> failure = pending.failure();
    if (failure.isPresent()) {
      throw refused(
          pending.key(),
          Reason.STORAGE,
          "the log's disk did not take it: " + failure.get().getMessage(),
          pending.recordsWritten());
    }
    String refusal = pending.refusal();
    if (refusal != null) {
      throw refused(pending.key(), Reason.FULL, refusal, pending.recordsWritten());
    }
    long sent = submission.parts().stream().mapToLong(Batch::records).sum();
    long written = pending.recordsWritten();
    boolean duplicate = pending.parts().isEmpty();
    tallies.acknowledged(submission.tenant(), duplicate, sent - written);
    List<Position> positions =
        pending.parts().stream().map(Part::position).filter(Objects::nonNull).toList();
    return new Receipt(duplicate, positions, written);
  }

  /** Takes in what became of a group; called before its senders go on. */
  void settled(List<PendingAppend> group) {
    lock.lock();
    try {
      for (PendingAppend pending : group) {
        for (Part part : pending.parts()) {
          boolean durable = part.position() != null;
          Batch batch = part.batch();
          admission.settle(batch.lane(), batch.tenant(), part.bytes(), durable);
          if (durable) {
            window.add(pending.key(), pending.mask(), part.partition(), pending.appendedNanos());
            tallies.written(part);
          }
        }
        inFlight.remove(pending.key());
      }
    } finally {
      lock.unlock();
    }
  }

  /** Nothing is submitted after it returns. */
  void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  long forgotten() {
    lock.lock();
    try {
      return window.forgotten();
    } finally {
      lock.unlock();
    }
  }

  private LogRefusedException refused(
      DuplicateWindow.Key key, Reason reason, String because, long recordsKept) {
    tallies.refused(key.tenant(), reason);
    return new LogRefusedException(reason, because, config.retryAfter(), recordsKept);
  }

  private int partitionOf(Batch batch) {
    return batch.lane().ordinal() * identity.routes() + batch.route();
  }

  private long maskOf(Submission submission) {
    long mask = 0;
    for (Batch batch : submission.parts()) {
      require(batch.tenant().equals(submission.tenant()), "part of tenant", batch.tenant());
      require(batch.route() >= 0 && batch.route() < identity.routes(), "route", batch.route());
      require(batch.records() > 0, "records", batch.records());
      require(
          batch.payload().length <= config.batchBytes(), "payload bytes", batch.payload().length);
      long bit = 1L << partitionOf(batch);
      require((mask & bit) == 0, "second part for route", batch.route());
      mask |= bit;
    }
    require(mask != 0, "parts", 0);
    return mask;
  }

  private static void require(boolean holds, String what, @Nullable Object value) {
    if (!holds) {
      throw new IllegalArgumentException("submission with " + what + ": " + value);
    }
  }
}
