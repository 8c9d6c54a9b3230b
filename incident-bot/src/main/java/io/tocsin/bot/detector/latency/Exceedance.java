package io.tocsin.bot.detector.latency;

/**
 * How likely it is by chance that the newest of two samples lies so high. A precedence test
 * (Nelson, "Tables for a precedence life test", Technometrics 1963): it asks only for ranks, so it
 * holds for any distribution of latencies, as long as all windows come from the same one.
 *
 * <p>Of {@code k} new values take the {@code r}-th smallest, and count how many of {@code m} older
 * ones lie above it: {@code j}. Where all orders are equally likely,
 *
 * <pre>P(J ≤ j) = Σ_{i=0..j} C(i + k − r, k − r) · C(m − i + r − 1, r − 1) / C(m + k, k)</pre>
 *
 * With r = 1 and j = 0 that is 1 / C(m + k, k): all new ones above all older ones.
 */
final class Exceedance {
  private Exceedance() {}

  /**
   * @param k new values
   * @param r rank, from the smallest, of the new value that is looked at; 1 to k
   * @param m older values
   * @param j older values above it
   */
  static double chance(int k, int r, int m, int j) {
    double all = logChoose(m + k, k);
    double sum = 0;
    for (int i = 0; i <= j; i++) {
      sum += Math.exp(logChoose(i + k - r, k - r) + logChoose(m - i + r - 1, r - 1) - all);
    }
    return Math.min(1, sum);
  }

  private static double logChoose(int n, int k) {
    double sum = 0;
    for (int i = 1; i <= Math.min(k, n - k); i++) {
      sum += Math.log((double) (n - Math.min(k, n - k) + i) / i);
    }
    return sum;
  }
}
