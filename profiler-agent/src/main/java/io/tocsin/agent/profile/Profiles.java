package io.tocsin.agent.profile;

import io.tocsin.agent.config.ProfileConfig;
import io.tocsin.agent.notice.Notices;
import io.tocsin.agent.otlp.OtlpProfile;
import io.tocsin.agent.otlp.ProfileHead;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Records, cut after cut, on a thread of its own. The recording is stopped and the next one started
 * at each cut, which takes about 3 ms; so a cut is complete by itself, and what the profiler keeps
 * in memory is given back.
 */
public final class Profiles implements Runnable {
  private static final long LOOK_MILLIS = 1_000;

  /** By then a profiler whose classes are loaded has loaded its native code. */
  private static final long RIVAL_MILLIS = 3_000;

  private final ProfileConfig config;
  private final ProfileSetup setup;
  private final OtlpProfile request;
  private final Notices notices;
  private final CpuBudget budget;

  private final Object lock = new Object();
  private boolean ending;
  private boolean charging;

  public Profiles(ProfileConfig config, ProfileSetup setup, OtlpProfile request, Notices notices) {
    this.config = config;
    this.setup = setup;
    this.request = request;
    this.notices = notices;
    this.budget = new CpuBudget(config.cpuMaxPercent);
  }

  @Override
  public void run() {
    try {
      setup.openFolder();
      setup.startSending();
      if (await(config.delayMillis)) {
        return;
      }
      setup.loadProfiler();
      record();
    } catch (InterruptedException e) {
      return;
    } catch (Throwable e) {
      off(e);
    }
  }

  /** Called for every class before it is loaded, on the thread that loads it. */
  public void loading(@Nullable ClassLoader loader, String className) {
    if (setup.rivals().loading(loader, className)) {
      synchronized (lock) {
        lock.notifyAll();
      }
    }
  }

  /** The JVM ends: the recording that runs becomes the last cut, sent at the next start. */
  public void end() {
    synchronized (lock) {
      ending = true;
      lock.notifyAll();
    }
  }

  private void off(Throwable why) {
    setup.spans().to(null);
    notices.sayOnce(
        "profiles", "profiles are off: " + (why instanceof IOException ? why.getMessage() : why));
  }

  private void record() throws InterruptedException, IOException {
    setup.cost().recorderIsThisThread();
    boolean ended = false;
    while (!ended) {
      if (setup.rivals().isLoading() && await(RIVAL_MILLIS)) {
        return;
      }
      setup.refuseRivals();
      Plan plan = new Plan(config, budget.cpuFactor(), budget.restFactor());
      ended = budget.leavesOut() || plan.isEmpty() ? leaveOut() : cut(plan);
    }
  }

  private boolean leaveOut() throws InterruptedException {
    budget.spent(0, 0, 0, 1);
    return await(config.cutMillis);
  }

  /**
   * @return true where the JVM ends
   */
  private boolean cut(Plan plan) throws InterruptedException, IOException {
    CutFolder folder = setup.folder();
    Instant from = Instant.now();
    long start = System.nanoTime();
    String engine = setup.recorder().start(plan, folder.recording());
    tellEngine(engine);
    Map<String, Object> attributes = plan.attributes(engine);
    attributes.put("tocsin.profile.lost_total", folder.lost());
    ProfileHead head = request.head(UUID.randomUUID(), from, attributes);
    setup.startSpans();
    beginCharging();
    boolean ended;
    Samples samples;
    try {
      head.save(folder.head());
      ended = awaitCut(start, folder);
      samples = setup.recorder().samples();
    } finally {
      setup.spans().to(null);
      setup.recorder().stop();
    }
    long nanos = System.nanoTime() - start;
    keep(folder, head, Duration.ofNanos(nanos));
    charge(plan, samples, nanos);
    return ended;
  }

  /** The first start is not charged. */
  private void beginCharging() {
    if (!charging) {
      charging = true;
      setup.cost().begin();
    }
  }

  private void charge(Plan plan, Samples samples, long nanos) {
    if (setup.cost().charge(budget, samples, plan.cpuIntervalNanos, nanos)) {
      notices.sayOnce(
          "profile-cost",
          "profiles cost more than "
              + config.cpuMaxPercent
              + " % of the processors: sampling more rarely (tocsin.agent.profile_cpu_max_percent)");
    }
  }

  private void keep(CutFolder folder, ProfileHead head, Duration lasted) throws IOException {
    try {
      long bytes = RecordedChunks.of(folder.recording()).completeBytes();
      folder.add(head.fromMillis(), head.before(lasted, bytes));
    } catch (IOException e) {
      notices.sayOnce("profile-cut", "a profile is lost: " + e);
      folder.dropRecording();
    }
  }

  private void tellEngine(String engine) {
    boolean fellBack =
        config.cpu == ProfileConfig.CpuSampling.AUTO && !engine.equals("perf_events");
    if (fellBack && !engine.isEmpty()) {
      notices.sayOnce(
          "engine",
          "processor time is sampled by "
              + engine
              + ", without kernel frames: the system does not allow perf_events"
              + " (kernel.perf_event_paranoid, seccomp or few file descriptors;"
              + " tocsin.agent.profile_cpu="
              + engine
              + " says that this is meant)");
    }
  }

  /**
   * Until the cut is due, the recording large, its share of the processors used up, another
   * profiler about to start, or the JVM at its end.
   *
   * @return true where the JVM ends
   */
  private boolean awaitCut(long start, CutFolder folder) throws InterruptedException, IOException {
    long due = start + config.cutMillis * 1_000_000L;
    while (true) {
      setup.endpoint().closeOverdue();
      long left = (due - System.nanoTime()) / 1_000_000L;
      boolean large = folder.recording().toFile().length() > folder.recordingFullBytes();
      if (left <= 0 || large || isUsedUp() || setup.rivals().isLoading()) {
        return false;
      }
      synchronized (lock) {
        if (ending) {
          return true;
        }
        if (!setup.rivals().isLoading()) {
          lock.wait(Math.min(left, LOOK_MILLIS));
        }
      }
    }
  }

  private boolean isUsedUp() throws IOException {
    Samples samples = setup.recorder().samples();
    long available = CostMeter.available(config.cutMillis * 1_000_000L);
    return budget.isUsedUp(samples.nanos(samples.count), available);
  }

  /**
   * @return true where the JVM ends
   */
  private boolean await(long millis) throws InterruptedException {
    long until = System.nanoTime() + millis * 1_000_000L;
    synchronized (lock) {
      for (long left = millis; left > 0 && !ending; ) {
        lock.wait(left);
        left = (until - System.nanoTime()) / 1_000_000L;
      }
      return ending;
    }
  }
}
