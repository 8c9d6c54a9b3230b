package io.tocsin.bot.notice;

import io.tocsin.bot.loop.LoopEnd;
import io.tocsin.model.signal.Bell;
import io.tocsin.model.signal.LocalBell;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works one channel on a thread of its own: a slow one holds no other up. */
final class ChannelLoop {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelLoop.class);

  private final String name;
  private final ChannelWork work;
  private final Duration sweep;
  private final InstantSource clock;
  private final Bell bell = new LocalBell();
  private final LoopEnd ends = new LoopEnd();
  private @Nullable Thread thread;
  private volatile @Nullable String trouble;

  ChannelLoop(String name, ChannelWork work, Duration sweep, InstantSource clock) {
    this.name = name;
    this.work = work;
    this.sweep = sweep;
    this.clock = clock;
  }

  void start() {
    thread = Thread.ofPlatform().name("tocsin-notices-" + name).daemon().start(this::run);
  }

  void ring() {
    bell.ring();
  }

  private void run() {
    while (!ends.said()) {
      try {
        Optional<Instant> next = work.round();
        trouble = null;
        Duration wait = next.map(at -> Duration.between(clock.instant(), at)).orElse(sweep);
        if (wait.isPositive()) {
          bell.await(wait.compareTo(sweep) < 0 ? wait : sweep);
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        trouble = e.toString();
        LOG.warn("Channel {} could not be worked; tried again at the next sweep", name, e);
        if (ends.await(sweep)) {
          return;
        }
      }
    }
  }

  /** Null where it runs and nothing is wrong in it. */
  @Nullable String trouble() {
    Thread running = thread;
    return running == null || !running.isAlive() ? "does not run" : trouble;
  }

  void close() {
    ends.say();
    bell.ring();
    ends.join(thread);
  }
}
