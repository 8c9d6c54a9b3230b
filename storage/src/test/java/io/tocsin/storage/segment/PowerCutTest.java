package io.tocsin.storage.segment;

import static io.tocsin.storage.segment.Submissions.bulk;
import static io.tocsin.storage.segment.Submissions.urgent;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.log.LogStatus;
import io.tocsin.model.log.LogStatus.ReaderStatus;
import io.tocsin.model.log.Reader;
import io.tocsin.model.log.ReaderSpec;
import io.tocsin.model.log.Submission;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Cuts the power at every step that a piece of work takes on the disk and looks at what is left:
 * nothing acknowledged is missing, nothing torn is delivered, nothing counts as damage, and what
 * the senders send again is there once.
 */
class PowerCutTest {
  private static final ReaderSpec STORE = new ReaderSpec("store", true);

  /** Commits nothing, so that the log keeps everything. */
  private static final ReaderSpec AUDIT = new ReaderSpec("audit", true);

  private static final int PAYLOAD_BYTES = 700;
  private final TestClock clock = new TestClock();

  /** Work on a log that ends early when the power goes. */
  private interface Work {
    void run(SegmentTelemetryLog log, Witness witness) throws Exception;
  }

  @Test
  void append_cutAtEveryStep_keepsWhatWasAcknowledged() throws Exception {
    cutEverywhere(PowerCutTest::appendAndRead, 1, 1);
  }

  @Test
  void retirement_cutAtEveryStep_losesNothingUnreadAndForgetsNoDigest() throws Exception {
    cutEverywhere(PowerCutTest::appendAndRelease, 2, 1);
  }

  @Test
  void groupsOfManySenders_cutAnywhere_areWholeOrNotAcknowledged() throws Exception {
    cutEverywhere(PowerCutTest::appendFromManyThreads, 3, 3);
  }

  @Test
  void restarts_cutAtEveryStep_giveNoOffsetTwice() throws Exception {
    int steps = stepsOf(disk -> lives(disk, new Witness()));
    for (int step = 0; step < steps; step++) {
      Witness witness = new Witness();
      PowerCutDisk disk = new PowerCutDisk().cutAt(step);
      lives(disk, witness);
      check(disk, witness, new Random(step), 0.5, "cut at step " + step);
    }
  }

  @Test
  void rescue_cutAtEveryStep_losesNothingThatIsIntact() throws Exception {
    PowerCutDisk damaged = damaged();
    int steps =
        stepsOf(disk -> run(disk, new Witness(), (log, witness) -> {}), damaged.afterKill());
    for (int step = 0; step <= steps; step++) {
      for (double keep : new double[] {0, 0.5, 1}) {
        PowerCutDisk disk = damaged.afterKill().cutAt(step);
        run(disk, new Witness(), (log, witness) -> {});
        PowerCutDisk left = keep < 1 ? disk.survivor(new Random(step), keep) : disk.afterKill();
        List<String> read = new ArrayList<>();
        run(left, new Witness(), (log, witness) -> read.addAll(witness.readAll(log.reader(STORE))));
        assertThat(read)
            .as("cut at step %d, kept %s", step, keep)
            .containsExactly("1/BULK/0", "3/BULK/0", "4/BULK/0", "5/BULK/0");
      }
    }
  }

  /** Two segments, the older one with a broken second entry. */
  private PowerCutDisk damaged() throws Exception {
    PowerCutDisk disk = new PowerCutDisk();
    run(
        disk,
        new Witness(),
        (log, witness) -> {
          log.reader(STORE);
          for (int id = 1; id <= 5; id++) {
            witness.append(log, Submissions.of(Submissions.RETAIL, id, 1_200, bulk(0)));
          }
        });
    disk.damage(new FileNames.SegmentName(2, 0, 0).text(), SegmentHeader.BYTES + 1_300);
    return disk;
  }

  @Test
  @Tag("long")
  void everything_cutAtEveryStepWithManyRemains_holds() throws Exception {
    for (int seed = 10; seed < 40; seed++) {
      cutEverywhere(PowerCutTest::appendAndRead, seed, 1);
      cutEverywhere(PowerCutTest::appendAndRelease, seed, 1);
      cutEverywhere(PowerCutTest::appendFromManyThreads, seed, 1);
    }
  }

  private static void appendAndRead(SegmentTelemetryLog log, Witness witness) throws Exception {
    log.reader(AUDIT);
    Reader store = log.reader(STORE);
    for (int id = 1; id <= 16; id++) {
      if (!witness.append(log, submission(id))) {
        return;
      }
      if (id % 5 == 0) {
        witness.append(log, witness.sent(id - 2));
      }
      if (id % 4 == 0) {
        witness.readAndCommit(store, 5);
      }
    }
  }

  private static void appendAndRelease(SegmentTelemetryLog log, Witness witness) throws Exception {
    Reader store = log.reader(STORE);
    for (int id = 1; id <= 14; id++) {
      if (!witness.append(log, Submissions.of(Submissions.RETAIL, id, 1_500, bulk(0)))) {
        return;
      }
      if (id % 2 == 0) {
        witness.readAndCommit(store, 5);
      }
    }
  }

  private static void appendFromManyThreads(SegmentTelemetryLog log, Witness witness)
      throws Exception {
    log.reader(AUDIT);
    log.reader(STORE);
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> senders = new ArrayList<>();
      for (int sender = 1; sender <= 6; sender++) {
        int first = sender * 100;
        senders.add(
            pool.submit(() -> {
              for (int id = first; id < first + 4; id++) {
                if (!witness.append(log, submission(id))) {
                  return;
                }
              }
            }));
      }
      for (Future<?> sender : senders) {
        sender.get();
      }
    }
  }

  private static Submission submission(int id) {
    Submissions.To[] to =
        switch (id % 4) {
          case 0 -> new Submissions.To[] {bulk(0)};
          case 1 -> new Submissions.To[] {urgent(0), bulk(0)};
          case 2 -> new Submissions.To[] {urgent(1), bulk(0), bulk(1)};
          default -> new Submissions.To[] {bulk(1)};
        };
    return Submissions.of(Submissions.RETAIL, id, PAYLOAD_BYTES, to);
  }

  /** Three starts of one log. */
  private void lives(PowerCutDisk disk, Witness witness) throws Exception {
    for (int life = 1; life <= 3; life++) {
      int first = life * 10;
      run(
          disk,
          witness,
          (log, w) -> {
            log.reader(AUDIT);
            log.reader(STORE);
            for (int id = first; id < first + 3; id++) {
              w.append(log, submission(id));
            }
          });
    }
  }

  private void cutEverywhere(Work work, long seed, int times) throws Exception {
    int steps = stepsOf(disk -> run(disk, new Witness(), work));
    assertThat(steps).isGreaterThan(50);
    for (int step = 0; step <= steps; step++) {
      for (int time = 0; time < times; time++) {
        Witness witness = new Witness();
        PowerCutDisk disk = new PowerCutDisk().cutAt(step);
        run(disk, witness, work);
        for (double keep : new double[] {0, 0.7, 1}) {
          String when = "cut at step " + step + ", seed " + seed + ", kept " + keep;
          check(disk, witness.copy(), new Random(seed * 1_000 + step), keep, when);
        }
      }
    }
  }

  private interface OnDisk {
    void run(PowerCutDisk disk) throws Exception;
  }

  private static int stepsOf(OnDisk work) throws Exception {
    return stepsOf(work, new PowerCutDisk());
  }

  private static int stepsOf(OnDisk work, PowerCutDisk disk) throws Exception {
    work.run(disk);
    return disk.steps();
  }

  private void run(PowerCutDisk disk, Witness witness, Work work) throws Exception {
    SegmentTelemetryLog log = new SegmentTelemetryLog(Configs.small(), () -> disk, clock);
    try {
      log.start();
      work.run(log, witness);
    } catch (UncheckedIOException e) {
      assertThat(disk.isCut()).as("only a power cut may stop it: %s", e).isTrue();
    } finally {
      log.close();
    }
  }

  private void check(PowerCutDisk dead, Witness witness, Random random, double keep, String when)
      throws Exception {
    PowerCutDisk disk = keep < 1 ? dead.survivor(random, keep) : dead.afterKill();
    List<String> delivered = new ArrayList<>();
    run(disk, witness, (log, w) -> delivered.addAll(checkWhatIsLeft(log, w, when)));
    // What a reader got must not vanish with the next power cut.
    PowerCutDisk again = disk.survivor(random, 0);
    run(again, witness, (log, w) -> checkSentAgain(log, w, delivered, when));
  }

  private static List<String> checkWhatIsLeft(SegmentTelemetryLog log, Witness witness, String when)
      throws Exception {
    LogStatus.Damage damage = log.status().damage();
    assertThat(damage.because()).as(when).isEmpty();
    assertThat(damage.setAside()).as(when).isZero();
    List<String> read = witness.readAll(log.reader(STORE));
    assertThat(read).as(when).doesNotHaveDuplicates();
    assertThat(read).as(when).noneMatch(witness.committed()::contains);
    Set<String> known = new HashSet<>(read);
    known.addAll(witness.triedToCommit());
    assertThat(known).as(when).containsAll(witness.acknowledgedParts());
    assertThat(log.status().readers()).as(when).allMatch(reader -> reader.gaps() == 0);
    return read;
  }

  private static void checkSentAgain(
      SegmentTelemetryLog log, Witness witness, List<String> delivered, String when)
      throws Exception {
    assertThat(log.status().readers()).as(when).extracting(ReaderStatus::name).contains("store");
    Reader store = log.reader(STORE);
    assertThat(witness.readAll(store)).as(when).containsExactlyElementsOf(delivered);
    Set<String> there = new HashSet<>(delivered);
    there.addAll(witness.triedToCommit());
    for (Submission submission : witness.sent()) {
      boolean known = there.containsAll(Submissions.namesOf(submission));
      assertThat(log.append(submission).duplicate())
          .as("%s: %s", when, submission)
          .isEqualTo(known);
    }
    List<String> all = new ArrayList<>(delivered);
    all.addAll(witness.readAll(store));
    assertThat(all).as(when).doesNotHaveDuplicates();
    Set<String> once = new HashSet<>(all);
    once.addAll(witness.triedToCommit());
    assertThat(once).as(when).containsExactlyInAnyOrderElementsOf(witness.sentParts());
  }
}
