package io.tocsin.bot.detector.latency;

import java.util.ArrayList;
import java.util.List;

/**
 * What all endpoints share at one time: a host that is busy, a JVM that warms up or collects
 * garbage make every endpoint slower, and are no endpoint's fault. An endpoint's peers are the
 * others of its service; where there are too few, those of all services beside it. What they share
 * is the median of how much slower each is than usual, as a factor (less CPU) or as time on top (a
 * pause), whichever explains more. What goes beyond a little counts twice, because endpoints suffer
 * unequally: the more there is to share, the less is known of what one of them may have of it.
 */
final class Peers {
  private static final int ENOUGH = 3;
  private static final double LITTLE = Math.log(1.15);

  /**
   * One endpoint at that time.
   *
   * @param usual median level of what it is held against; NaN where there is none
   * @param counts whether others may go by it
   */
  record Level(EndpointKey endpoint, double[] now, double[] usual, boolean counts) {}

  /**
   * What is to be taken out of a level.
   *
   * @param peers how many said so; 0: nothing is known
   */
  record Shared(double[] shift, int peers) {}

  private final List<Level> levels;

  Peers(List<Level> levels) {
    this.levels = levels;
  }

  Shared of(Level mine) {
    List<Level> others =
        levels.stream()
            .filter(other -> other.counts && !other.endpoint.equals(mine.endpoint))
            .filter(other -> other.endpoint.environment().equals(mine.endpoint.environment()))
            .toList();
    List<Level> nearest =
        others.stream()
            .filter(other -> other.endpoint.service().equals(mine.endpoint.service()))
            .toList();
    List<Level> peers = nearest.size() >= ENOUGH ? nearest : others;
    double[] shift = new double[mine.now.length];
    for (Quantile quantile : Quantile.values()) {
      shift[quantile.ordinal()] = shift(quantile.ordinal(), mine, peers);
    }
    return new Shared(shift, peers.size() >= ENOUGH ? peers.size() : 0);
  }

  private static double shift(int quantile, Level mine, List<Level> peers) {
    if (peers.size() < ENOUGH) {
      return 0;
    }
    List<Double> factors = new ArrayList<>();
    List<Double> added = new ArrayList<>();
    for (Level peer : peers) {
      factors.add(peer.now[quantile] - peer.usual[quantile]);
      added.add(Math.exp(peer.now[quantile]) - Math.exp(peer.usual[quantile]));
    }
    double factor = Math.max(0, median(factors));
    double usual = mine.usual[quantile];
    double shared =
        Double.isNaN(usual)
            ? factor
            : Math.max(factor, Math.log(Math.exp(usual) + Math.max(0, median(added))) - usual);
    return shared + Math.max(0, shared - LITTLE);
  }

  private static double median(List<Double> values) {
    return Comparison.median(values.stream().mapToDouble(Double::doubleValue).sorted().toArray());
  }
}
