package io.tocsin.bot.detector.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.detector.latency.SimulatedService.Latency;
import io.tocsin.bot.fakes.MemoryLatencies;
import io.tocsin.model.latency.LatencyState;
import io.tocsin.model.latency.LatencyWindow;
import io.tocsin.model.log.Position;
import io.tocsin.model.signal.Observation;
import io.tocsin.model.signal.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a detector knows after a kill, and what it writes when the log comes again. */
class RestartTest {
  private static final LatencyConfig CONFIG = LatencyConfig.defaults();

  private final SimulatedHours hours = new SimulatedHours();
  private final SimulatedService accounts = new SimulatedService("accounts", 11);

  private void slowRelease() {
    for (String desk : List.of("transfers", "fees", "splits", "balances")) {
      accounts.serving("POST /" + desk, 2, Latency.lognormal(3, 0.5));
    }
    hours.keepsLog = true;
    hours.with(accounts).pass(Duration.ofMinutes(7));
    accounts.serving("POST /fees", 2, accounts.latency("POST /fees").plus(10));
    accounts.version = "1.1.0";
    accounts.instance = "i-2";
    hours.pass(Duration.ofMinutes(2));
    assertThat(hours.signals).isNotEmpty();
  }

  @Test
  void aKillAnywhere_leavesTheSameWindows_andTheSameSignals() {
    slowRelease();
    Map<MemoryLatencies.Key, Long> expected = counts(hours.stores);
    List<Observation> log = hours.log;

    for (int killed = log.size() - 60; killed < log.size(); killed += 7) {
      MemoryLatencies stores = new MemoryLatencies();
      List<Signal> posted = new ArrayList<>();
      int committed = run(log.subList(0, killed), stores, posted);
      run(log.subList(committed, log.size()), stores, posted);

      assertThat(different(counts(stores), expected)).as("killed at %d", killed).isEmpty();
      assertThat(posted.stream().map(Signal::id).distinct())
          .as("killed at %d", killed)
          .containsExactlyElementsOf(hours.signals.stream().map(Signal::id).toList());
    }
  }

  /**
   * As the reader does it: signals are posted, then the detector says what it still needs.
   *
   * @return index of the first batch that comes again after a kill
   */
  private static int run(List<Observation> batches, MemoryLatencies stores, List<Signal> posted) {
    LatencyDetector detector = new LatencyDetector(CONFIG, stores, stores);
    long needed = Long.MAX_VALUE;
    for (int i = 0; i < batches.size(); i++) {
      posted.addAll(detector.detect(batches.get(i)));
      if (i % 3 == 0) {
        needed = detector.posted();
      }
    }
    long since = needed;
    return (int)
        batches.stream()
            .takeWhile(b -> b.spans().stream().allMatch(s -> s.observedNanos() < since))
            .count();
  }

  private static Map<MemoryLatencies.Key, Long> counts(MemoryLatencies stores) {
    Map<MemoryLatencies.Key, Long> counts = new HashMap<>();
    stores.all().forEach((key, window) -> counts.put(key, window.count()));
    return counts;
  }

  private static Set<Map.Entry<MemoryLatencies.Key, Long>> different(
      Map<MemoryLatencies.Key, Long> got, Map<MemoryLatencies.Key, Long> expected) {
    Set<Map.Entry<MemoryLatencies.Key, Long>> different = new HashSet<>(got.entrySet());
    expected.entrySet().stream().filter(e -> !different.remove(e)).forEach(different::add);
    return different;
  }

  @Test
  void afterARestart_whatIsUsualIsKnown() {
    slowRelease();
    LatencyDetector restarted = new LatencyDetector(CONFIG, hours.stores, hours.stores);
    hours.detector = restarted;
    hours.signals.clear();
    hours.pass(Duration.ofSeconds(30));

    assertThat(restarted.states(SimulatedService.TENANT))
        .extracting(LatencyState::state)
        .containsOnlyOnce(LatencyState.State.SLOW)
        .contains(LatencyState.State.STEADY);
    assertThat(hours.signals).as("told before the restart").isEmpty();
  }

  @Test
  void aBatchShownAgainByAFailingReader_countsOnce_andItsSignalIsNotLost() {
    slowRelease();
    MemoryLatencies stores = new MemoryLatencies();
    LatencyDetector detector = new LatencyDetector(CONFIG, stores, stores);
    List<Signal> lost = new ArrayList<>();
    List<Signal> posted = new ArrayList<>();
    for (Observation batch : hours.log) {
      List<Signal> found = detector.detect(batch);
      lost.addAll(found);
      posted.addAll(detector.detect(batch));
      detector.posted();
    }

    assertThat(lost).isNotEmpty();
    assertThat(posted).isEqualTo(lost);
    assertThat(different(counts(stores), counts(hours.stores))).isEmpty();
  }

  @Test
  void longWindows_holdWhatTheirShortOnesHold() {
    slowRelease();

    List<LatencyWindow> longOnes = hours.stores.ofLength(Duration.ofMinutes(5));
    assertThat(longOnes).isNotEmpty();
    for (LatencyWindow whole : longOnes) {
      long parts =
          hours.stores.ofLength(Duration.ofSeconds(10)).stream()
              .filter(w -> w.operation().equals(whole.operation()))
              .filter(w -> !w.start().isBefore(whole.start()))
              .filter(w -> w.start().isBefore(whole.start().plus(whole.length())))
              .mapToLong(LatencyWindow::count)
              .sum();
      assertThat(whole.count()).isEqualTo(parts);
    }
  }

  @Test
  void aPartitionThatLags_stillFillsWindowsThatWereJudged() {
    accounts.serving("POST /fees", 2, Latency.lognormal(3, 0.5));
    hours.with(accounts).pass(Duration.ofMinutes(2));
    Position lagging = new Position(3, 1);
    long observed = hours.now - 25 * SimulatedHours.SECOND;
    long before = hours.stores.all().values().stream().mapToLong(LatencyWindow::count).sum();
    hours.show(
        new Observation(
            1,
            lagging,
            List.of(),
            List.of(accounts.span(lagging, 0, "POST /fees", observed - 1, observed, observed))));
    hours.detector.posted();

    assertThat(hours.stores.all().values().stream().mapToLong(LatencyWindow::count).sum())
        .isEqualTo(before + 1);
  }
}
