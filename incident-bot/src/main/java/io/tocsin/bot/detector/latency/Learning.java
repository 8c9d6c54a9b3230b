package io.tocsin.bot.detector.latency;

import io.tocsin.model.latency.LatencyState.State;
import java.util.ArrayList;
import java.util.List;

/** What a busy host or a cold JVM does to every endpoint at once is not kept as the endpoint's. */
final class Learning {
  private Learning() {}

  /** Takes out of each fresh step what all share, and keeps it. */
  static void of(List<Fresh> fresh) {
    List<Peers.Level> own = new ArrayList<>();
    List<Peers.Level> sinceRelease = new ArrayList<>();
    for (Fresh one : fresh) {
      double[] usual = usual(one.line());
      double[] before = one.before() == null ? usual : usual(one.before());
      boolean steady = one.endpoint().slow == null && one.endpoint().state != State.WAITING;
      own.add(level(one, usual, steady));
      sinceRelease.add(level(one, before, steady));
    }
    Peers now = new Peers(own);
    Peers after = new Peers(sinceRelease);
    for (int i = 0; i < fresh.size(); i++) {
      Fresh one = fresh.get(i);
      Peers.Shared shared = now.of(own.get(i));
      Peers.Shared since = after.of(sinceRelease.get(i));
      Step step =
          new Step(
              one.raw().startNanos(),
              one.raw().endNanos(),
              one.raw().young(),
              one.raw().levels(),
              without(one.raw().levels(), shared.shift()),
              without(one.raw().levels(), since.shift()),
              Math.max(shared.peers(), since.peers()));
      one.line().add(step, one.raw().durations());
    }
  }

  private static Peers.Level level(Fresh one, double[] usual, boolean steady) {
    return new Peers.Level(
        one.endpoint().key, one.raw().levels(), usual, steady && !Double.isNaN(usual[0]));
  }

  /** Median levels of what is usual; NaN where too little is known. */
  static double[] usual(Line line) {
    List<Step> usual = line.usual();
    double[] medians = new double[Quantile.values().length];
    for (Quantile quantile : Quantile.values()) {
      medians[quantile.ordinal()] =
          usual.size() < Comparison.MIN_BASELINE
              ? Double.NaN
              : Comparison.median(
                  usual.stream().mapToDouble(step -> step.level(quantile)).sorted().toArray());
    }
    return medians;
  }

  private static double[] without(double[] levels, double[] shift) {
    double[] rest = levels.clone();
    for (int i = 0; i < rest.length; i++) {
      rest[i] -= shift[i];
    }
    return rest;
  }
}
