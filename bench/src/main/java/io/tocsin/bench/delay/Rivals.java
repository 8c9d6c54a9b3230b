package io.tocsin.bench.delay;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Prometheus and Alertmanager at each pace, all watching the same service. */
final class Rivals implements AutoCloseable {
  private static final long LOOK_MILLIS = 200;

  private final Map<AlertPath.Pace, AlertPath> paths = new EnumMap<>(AlertPath.Pace.class);

  private Rivals() {}

  static Rivals none() {
    return new Rivals();
  }

  /**
   * @param target host and port of what they scrape
   */
  static Rivals start(String target, Path folder, HttpClient client)
      throws IOException, InterruptedException {
    Rivals rivals = new Rivals();
    try {
      for (AlertPath.Pace pace : AlertPath.Pace.values()) {
        rivals.paths.put(pace, AlertPath.start(pace, target, folder, client));
      }
    } catch (IOException | InterruptedException e) {
      rivals.close();
      throw e;
    }
    return rivals;
  }

  /** Until each has told of those faults, or that time is over. */
  void await(Set<Integer> faults, Duration longest) throws InterruptedException {
    long ends = System.nanoTime() + longest.toNanos();
    while (System.nanoTime() - ends < 0
        && !paths.values().stream()
            .allMatch(path -> path.arrivals().keySet().containsAll(faults))) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  /**
   * @param thrown nanoseconds since 1970, by fault
   */
  Map<AlertPath.Pace, Delays> delays(Map<Integer, Long> thrown) {
    Map<AlertPath.Pace, Delays> delays = new EnumMap<>(AlertPath.Pace.class);
    paths.forEach((pace, path) -> delays.put(pace, Delays.between(thrown, path.arrivals())));
    return delays;
  }

  @Override
  public void close() {
    paths.values().forEach(AlertPath::close);
  }
}
