package io.tocsin.demo.watch;

/** What Tocsin counts of itself, in Prometheus' text format. */
public record Metrics(String text) {
  /**
   * The sum of all series of that name.
   *
   * @param label such as {@code outcome="watched"}; empty for every series
   */
  public long sum(String name, String label) {
    return Math.round(
        text.lines()
            .filter(line -> line.startsWith(name + '{') || line.startsWith(name + ' '))
            .filter(line -> line.contains(label))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum());
  }
}
