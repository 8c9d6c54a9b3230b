package io.tocsin.bot.detector.latency;

import io.tocsin.bot.detector.latency.SimulatedService.Latency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Four services on two hosts, at ease in no way: 24 endpoints of 1 to 200 ms and 0.2 to 10 requests
 * a second; lognormal latencies, some of two kinds of requests; a level that wanders (first-order
 * autoregression over minutes) and follows the day; bursts of up to fifteen seconds; collections of
 * garbage; hosts that are up to four times slower for up to a minute and a half, of which each
 * endpoint has its own share; JVMs that warm up, each endpoint at its own pace.
 */
final class SimulatedWorld {
  private static final double SECOND = SimulatedService.SECOND;
  private static final double DAY = 86_400 * SECOND;
  private static final int[] ENDPOINTS = {12, 8, 3, 1};
  private static final int SERVICES_A_HOST = 2;

  /** Busy now and then. */
  private static final class Host {
    private final Random random;
    private double slower = 1;
    private double pauseMillis;
    private double busyUntil;

    Host(Random random) {
      this.random = random;
    }

    void fiveSecondsPass(double now) {
      if (now > busyUntil) {
        boolean busy = random.nextDouble() < 1 / 120.0;
        busyUntil = busy ? now + (5 + 90 * random.nextDouble()) * SECOND : 0;
        slower = busy ? 1 + 3 * random.nextDouble() : 1;
        pauseMillis = busy ? 5 * random.nextDouble() : 0;
      }
    }
  }

  /** One endpoint's latency, with all its moods. */
  private static final class Moody implements Latency {
    private static final double WANDERS = 0.85;

    private final Host host;
    private final Random random;
    private final double medianMillis;
    private final double sigma;
    private final double heavyShare;
    private final double heavyFactor;
    private final double cpuShare;
    private final double wandering;
    private final double byDay;
    private final double phase;
    private final double warmFactor;
    private final double warmHalfLifeSeconds;
    double bornNanos = -DAY;
    private double level;
    private double levelAt;
    private double burstUntil;

    Moody(Host host, Random random) {
      this.host = host;
      this.random = random;
      medianMillis = Math.pow(200, random.nextDouble());
      sigma = 0.2 + 0.9 * random.nextDouble();
      heavyShare = random.nextDouble() < 0.3 ? 0.5 * random.nextDouble() : 0;
      heavyFactor = 3 + 8 * random.nextDouble();
      cpuShare = random.nextDouble();
      wandering = 0.03 + 0.1 * random.nextDouble();
      byDay = 0.3 * random.nextDouble();
      phase = 2 * Math.PI * random.nextDouble();
      warmFactor = 2 + 6 * random.nextDouble();
      warmHalfLifeSeconds = 3 + 6 * random.nextDouble();
    }

    @Override
    public double millis(Random requests, long now) {
      if (now - levelAt > 10 * SECOND) {
        level =
            WANDERS * level + wandering * Math.sqrt(1 - WANDERS * WANDERS) * random.nextGaussian();
        levelAt = now;
        burstUntil =
            random.nextDouble() < 1 / 180.0 ? now + 15 * SECOND * random.nextDouble() : burstUntil;
      }
      double millis =
          medianMillis
              * Math.exp(
                  sigma * requests.nextGaussian()
                      + level
                      + byDay * Math.sin(phase + 2 * Math.PI * now / DAY));
      if (requests.nextDouble() < heavyShare) {
        millis *= heavyFactor;
      }
      if (now < burstUntil) {
        millis *= 1 + 2 * requests.nextDouble();
      }
      double age = (now - bornNanos) / SECOND;
      millis *= 1 + (warmFactor - 1) * Math.pow(0.5, age / warmHalfLifeSeconds);
      millis =
          millis * (1 + (host.slower - 1) * cpuShare) + host.pauseMillis * requests.nextDouble();
      boolean collecting = requests.nextDouble() < 0.004;
      return millis + (collecting ? 30 + 200 * requests.nextDouble() : 0);
    }
  }

  final SimulatedHours hours = new SimulatedHours();
  private final List<Host> hosts = new ArrayList<>();
  private final List<SimulatedService> services = new ArrayList<>();
  private final List<List<Moody>> moods = new ArrayList<>();
  private final Random releasing;
  private int released;

  SimulatedWorld(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < ENDPOINTS.length; i++) {
      if (i % SERVICES_A_HOST == 0) {
        hosts.add(new Host(new Random(random.nextLong())));
      }
      SimulatedService service = new SimulatedService("service-" + i, random.nextLong());
      List<Moody> of = new ArrayList<>();
      for (int e = 0; e < ENDPOINTS[i]; e++) {
        Moody mood = new Moody(hosts.getLast(), new Random(random.nextLong()));
        service.serving("POST /e" + e, 0.2 * Math.pow(50, random.nextDouble()), mood);
        of.add(mood);
      }
      services.add(service);
      moods.add(of);
      hours.with(service);
    }
    releasing = new Random(seed);
  }

  int endpoints() {
    return moods.stream().mapToInt(List::size).sum();
  }

  int released() {
    return released;
  }

  /**
   * @param releasesAnHour of versions in which nothing but the version has changed
   */
  void pass(Duration time, double releasesAnHour) {
    hours.pass(
        time,
        now -> {
          hosts.forEach(host -> host.fiveSecondsPass(now));
          if (releasing.nextDouble() < releasesAnHour / 720) {
            release(releasing.nextInt(services.size()), now);
          }
        });
  }

  SimulatedService release(int service, long now) {
    released++;
    SimulatedService changed = services.get(service);
    changed.version = "1." + released + ".0";
    changed.instance = "i-" + released;
    moods.get(service).forEach(mood -> mood.bornNanos = now);
    return changed;
  }
}
