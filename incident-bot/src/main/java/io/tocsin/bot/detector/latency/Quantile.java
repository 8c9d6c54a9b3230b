package io.tocsin.bot.detector.latency;

/** What of a step's latencies is compared: most requests, and the slower ones. */
enum Quantile {
  P50(0.5),
  P90(0.9);

  final double share;

  Quantile(double share) {
    this.share = share;
  }
}
