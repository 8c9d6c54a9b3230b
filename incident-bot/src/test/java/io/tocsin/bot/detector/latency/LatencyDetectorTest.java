package io.tocsin.bot.detector.latency;

import static io.tocsin.bot.detector.latency.SimulatedService.MILLI;
import static io.tocsin.bot.detector.latency.SimulatedService.SECOND;
import static io.tocsin.bot.detector.latency.SimulatedService.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.detector.latency.SimulatedService.Latency;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.Slowdown;
import io.tocsin.model.latency.LatencyState;
import io.tocsin.model.log.Position;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.signal.Observation;
import io.tocsin.model.signal.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LatencyDetectorTest {
  private static final List<String> DESKS =
      List.of("transfers", "fees", "splits", "balances", "notices", "payees");
  private static final String FEES = "POST /fees";

  private final SimulatedHours hours = new SimulatedHours();

  private static SimulatedService service(String name, double medianMillis) {
    SimulatedService service = new SimulatedService(name, 7);
    DESKS.forEach(d -> service.serving("POST /" + d, 2, Latency.lognormal(medianMillis, 0.5)));
    return service;
  }

  private static void slowDown(SimulatedService service, String operation, double millis) {
    service.serving(operation, 2, service.latency(operation).plus(millis));
  }

  /** Another version takes over; its JVM warms up. */
  private static void release(SimulatedService service, String version, long now) {
    service.version = version;
    service.instance = "i-" + version;
    for (String operation : service.operations()) {
      service.serving(
          operation, service.perSecond(operation), service.latency(operation).warming(now, 4, 6));
    }
  }

  private LatencyState fees() {
    return hours.detector.states(TENANT).stream()
        .filter(state -> state.operation().equals(FEES))
        .findFirst()
        .orElseThrow();
  }

  private double requests(String outcome) {
    return hours.detector.samples().stream()
        .filter(sample -> sample.labels().equals(Map.of("outcome", outcome)))
        .mapToDouble(Sample::value)
        .sum();
  }

  @Test
  void T38_aSlowRelease_isToldWithValueBaselineAndVersion() {
    SimulatedService accounts = service("accounts", 3);
    hours.with(accounts).pass(Duration.ofMinutes(6));
    assertThat(hours.signals).isEmpty();

    long released = hours.now;
    slowDown(accounts, FEES, 4.5);
    release(accounts, "1.1.0", released);
    hours.pass(Duration.ofMinutes(2));

    assertThat(hours.signals).hasSize(1);
    Signal signal = hours.signals.getFirst();
    FaultFacts facts = signal.facts();
    assertThat(hours.secondsTo(signal, released)).isLessThanOrEqualTo(70);
    assertThat(facts.kind()).isEqualTo(FaultFacts.Kind.SLOWDOWN);
    assertThat(facts.operation()).isEqualTo(FEES);
    assertThat(facts.revision()).isEqualTo("rev-1.1.0");
    assertThat(signal.source().version()).isEqualTo("1.1.0");
    Slowdown slower = Slowdown.parse(facts.message()).orElseThrow();
    assertThat(slower.since()).isEqualTo("1.1.0");
    assertThat(slower.before()).isBetween(Duration.ofMillis(2), Duration.ofMillis(4));
    assertThat(slower.after()).isGreaterThan(Duration.ofMillis(6));
    assertThat(signal.because())
        .contains("P50", " ms over ", "version 1.0.0", "5 other endpoints", "once in");
    assertThat(fees().state()).isEqualTo(LatencyState.State.SLOW);
    assertThat(fees().because()).contains("version 1.0.0");
  }

  @Test
  void aSlowdown_countsItsSlowRequests_andWhomTheyTouched() {
    SimulatedService accounts = service("accounts", 3);
    hours.with(accounts).pass(Duration.ofMinutes(6));
    slowDown(accounts, FEES, 30);
    release(accounts, "1.1.0", hours.now);
    hours.pass(Duration.ofMinutes(1));

    Signal signal = hours.signals.getFirst();
    assertThat(signal.count()).isBetween(20L, 150L);
    assertThat(signal.accounts()).hasSizeBetween(15, 150).contains(signal.account());
    assertThat(signal.tenantCodes()).isNotEmpty().allMatch(code -> code.startsWith("T-"));
    assertThat(signal.lastNanos() - signal.firstNanos()).isLessThan(70 * SECOND);
    assertThat(signal.traceId()).hasSize(32);
  }

  @Test
  void aNewVersionThatOnlyWarmsUp_isNoSlowdown() {
    SimulatedService accounts = service("accounts", 3);
    hours.with(accounts).pass(Duration.ofMinutes(6));
    release(accounts, "1.1.0", hours.now);
    hours.pass(Duration.ofMinutes(20));

    assertThat(hours.signals).isEmpty();
  }

  @Test
  void aBusyHost_thatMakesAllEndpointsSlower_isNoSlowdownOfAny() {
    SimulatedService accounts = service("accounts", 3);
    hours.with(accounts).pass(Duration.ofMinutes(10));
    accounts.operations().forEach(o -> accounts.serving(o, 2, accounts.latency(o).times(3)));
    hours.pass(Duration.ofMinutes(5));

    assertThat(hours.signals).isEmpty();
  }

  @Test
  void withoutARelease_anEndpointIsHeldAgainstItsOwnPast() {
    SimulatedService accounts = service("accounts", 3);
    hours.with(accounts).pass(Duration.ofMinutes(30));
    slowDown(accounts, FEES, 12);
    hours.pass(Duration.ofMinutes(3));

    assertThat(hours.signals).hasSize(1);
    assertThat(hours.signals.getFirst().facts().message()).doesNotContain("since");
    assertThat(hours.signals.getFirst().because()).contains("its past hour");
  }

  @Test
  void whileItLasts_itIsSaidAgainEveryFiveMinutes_andNotAfterAnHour() {
    SimulatedService accounts = service("accounts", 3);
    hours.with(accounts).pass(Duration.ofMinutes(10));
    slowDown(accounts, FEES, 12);
    release(accounts, "1.1.0", hours.now);
    hours.pass(Duration.ofMinutes(30));
    assertThat(hours.signals).hasSizeBetween(5, 7);
    assertThat(hours.signals).extracting(Signal::fingerprint).containsOnly(print());
    assertThat(hours.signals).extracting(Signal::id).doesNotHaveDuplicates();

    hours.pass(Duration.ofMinutes(40));
    int told = hours.signals.size();
    hours.pass(Duration.ofMinutes(30));

    assertThat(told).isLessThan(14);
    assertThat(hours.signals).hasSize(told);
    assertThat(fees().state()).isEqualTo(LatencyState.State.STEADY);
  }

  private static io.tocsin.model.fault.Fingerprint print() {
    return Slowdown.grouping("accounts", FEES).fingerprint();
  }

  @Test
  void afterARollback_itIsOver() {
    SimulatedService accounts = service("accounts", 3);
    hours.with(accounts).pass(Duration.ofMinutes(10));
    Latency usual = accounts.latency(FEES);
    slowDown(accounts, FEES, 12);
    release(accounts, "1.1.0", hours.now);
    hours.pass(Duration.ofMinutes(3));
    assertThat(hours.signals).hasSize(1);

    accounts.serving(FEES, 2, usual);
    release(accounts, "1.0.0", hours.now);
    hours.pass(Duration.ofMinutes(20));

    assertThat(hours.signals).hasSize(1);
    assertThat(fees().state()).isEqualTo(LatencyState.State.STEADY);
  }

  @Test
  void aCallerOfASlowEndpoint_waits_andSaysForWhom() {
    SimulatedService accounts = service("accounts", 3);
    CallingService gateway = new CallingService(accounts);
    hours.with(gateway).pass(Duration.ofMinutes(10));
    slowDown(accounts, FEES, 12);
    release(accounts, "1.1.0", hours.now);
    hours.pass(Duration.ofMinutes(4));

    assertThat(hours.signals).extracting(s -> s.source().service()).containsOnly("accounts");
    LatencyState caller =
        hours.detector.states(TENANT).stream()
            .filter(s -> s.service().equals("gateway") && s.operation().equals("POST /api/fees"))
            .findFirst()
            .orElseThrow();
    assertThat(caller.state()).isEqualTo(LatencyState.State.WAITING);
    assertThat(caller.because()).contains("POST /fees of accounts, which it calls");
  }

  @Test
  void aRequestThatEndedBeforeTheOneItMade_makesNobodyWaitForItsCaller() {
    SimulatedService accounts = service("accounts", 3);
    CallingService gateway = new CallingService(accounts);
    gateway.endedFirst = 20 * DESKS.size();
    hours.with(gateway).pass(Duration.ofMinutes(10));
    slowDown(accounts, FEES, 12);
    release(accounts, "1.1.0", hours.now);
    hours.pass(Duration.ofMinutes(4));

    assertThat(hours.signals).extracting(s -> s.source().service()).containsOnly("accounts");
    assertThat(fees().state()).isEqualTo(LatencyState.State.SLOW);
  }

  @Test
  void loadTestTraffic_isLeftOut_andCounted() {
    SimulatedService accounts = service("accounts", 3);
    SimulatedService test = service("accounts", 300);
    test.loadTest = true;
    hours.with(accounts).pass(Duration.ofMinutes(10));
    hours.with(test).pass(Duration.ofMinutes(5));

    assertThat(hours.signals).isEmpty();
    assertThat(requests("load_test")).isGreaterThan(3_000);
    assertThat(hours.stores.all().values()).allMatch(window -> window.p99() < 100 * MILLI);
  }

  @Test
  void spansThatEndedLongBeforeTheirWindow_areLeftOut_andCounted() {
    SimulatedService accounts = service("accounts", 3);
    hours.with(accounts).pass(Duration.ofMinutes(1));
    long stored = count();
    long ended = hours.now - 90 * SECOND;
    Position position = new Position(2, 1);
    hours.show(
        new Observation(
            1,
            position,
            List.of(),
            List.of(accounts.span(position, 0, FEES, ended - MILLI, ended, hours.now))));
    hours.pass(Duration.ofSeconds(30));

    assertThat(requests("late")).isEqualTo(1);
    assertThat(count()).isGreaterThan(stored);
    assertThat(requests("watched")).isGreaterThanOrEqualTo(count());
  }

  private long count() {
    return hours.stores.ofLength(Duration.ofSeconds(10)).stream().mapToLong(w -> w.count()).sum();
  }

  @Test
  void T35_endpointsPastTheLimit_areCounted_andTakeNoMemory() {
    hours.detector =
        new LatencyDetector(
            new LatencyConfig(
                Duration.ofSeconds(10), Duration.ofMinutes(1), 3, Duration.ofMinutes(5)),
            hours.stores,
            hours.stores);
    hours.with(service("accounts", 3)).pass(Duration.ofMinutes(2));

    assertThat(hours.detector.states(TENANT)).hasSizeLessThanOrEqualTo(6);
    assertThat(requests("too_many_endpoints")).isGreaterThan(100);
  }
}
