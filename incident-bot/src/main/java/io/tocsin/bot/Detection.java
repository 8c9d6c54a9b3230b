package io.tocsin.bot;

import io.tocsin.bot.detector.crash.CrashDetector;
import io.tocsin.bot.detector.exception.ExceptionDetector;
import io.tocsin.bot.detector.latency.LatencyDetector;
import io.tocsin.bot.detector.leak.LeakDetector;
import io.tocsin.bot.detector.release.ReleaseDetector;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.signal.Detector;
import java.util.List;

/** What looks at telemetry; a new detector is a package of its own and a line here. */
record Detection(LatencyDetector latency, LeakDetector leaks, List<Detector> all) {
  static Detection of(BotConfig config, Surroundings house, OwnCode own) {
    LatencyDetector latency =
        new LatencyDetector(config.latency(), house.latencies(), house.releases());
    LeakDetector leaks = new LeakDetector(config.leak());
    return new Detection(
        latency,
        leaks,
        List.of(
            new ExceptionDetector(own),
            new CrashDetector(own),
            new ReleaseDetector(house.releases()),
            latency,
            leaks));
  }
}
