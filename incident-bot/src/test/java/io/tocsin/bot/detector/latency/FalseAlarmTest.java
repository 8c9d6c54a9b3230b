package io.tocsin.bot.detector.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.Signal;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often the detector says something where there is nothing to say, and how often not. */
class FalseAlarmTest {
  @Test
  void anHourOfSteadyLoad_bringsNoAlarm() {
    SimulatedWorld world = new SimulatedWorld(1);
    world.pass(Duration.ofHours(1), 0);

    assertThat(world.hours.signals).isEmpty();
  }

  /** One in a thousand hours of an endpoint is once in six weeks. */
  @Test
  @Tag("long")
  void manyHoursOfSteadyLoad_bringLessThanAnAlarmInAThousandEndpointHours() {
    int alarms = 0;
    double endpointHours = 0;
    for (long seed = 100; seed < 110; seed++) {
      SimulatedWorld world = new SimulatedWorld(seed);
      world.pass(Duration.ofHours(12), 0);
      alarms += tell(world);
      endpointHours += 12 * world.endpoints();
    }
    System.out.printf("steady load: %d alarms in %.0f endpoint hours%n", alarms, endpointHours);
    assertThat(alarms / endpointHours).isLessThan(0.001);
  }

  @Test
  @Tag("long")
  void releasesThatChangeNothing_bringLessThanAnAlarmInFiftyReleases() {
    int alarms = 0;
    int releases = 0;
    for (long seed = 200; seed < 210; seed++) {
      SimulatedWorld world = new SimulatedWorld(seed);
      world.pass(Duration.ofMinutes(30), 0);
      world.pass(Duration.ofHours(6), 4);
      alarms += tell(world);
      releases += world.released();
    }
    System.out.printf("%d releases that change nothing: %d alarms%n", releases, alarms);
    assertThat((double) alarms / releases).isLessThan(0.02);
  }

  private static int tell(SimulatedWorld world) {
    for (Signal signal : world.hours.signals) {
      System.out.printf(
          "%s %s: %s; %s%n",
          signal.source().service(),
          signal.facts().operation(),
          signal.facts().message(),
          signal.because());
    }
    return world.hours.signals.size();
  }
}
