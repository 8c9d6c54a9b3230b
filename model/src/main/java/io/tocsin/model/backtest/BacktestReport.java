package io.tocsin.model.backtest;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What came of it.
 *
 * @param from the first moment that was played through; later than asked for where less is kept
 * @param to the end; earlier than asked for where a limit was met
 * @param signals that were taken in
 * @param lines what differs first, then by time
 * @param notes what the reader must know: limits that were met, history that is not kept
 */
public record BacktestReport(
    Instant from, Instant to, long signals, List<BacktestLine> lines, List<String> notes) {
  public BacktestReport {
    lines = List.copyOf(lines);
    notes = List.copyOf(notes);
  }

  /** Tickets that would be filed. */
  public long would() {
    return lines.stream().filter(line -> line.would() != null).count();
  }

  /** Tickets that were filed. */
  public long happened() {
    return lines.stream().filter(line -> line.happened() != null).count();
  }

  public long different() {
    return lines.stream().filter(line -> !line.same()).count();
  }

  /** Tickets that would be filed by team, most first; "" for those of nobody. */
  public Map<String, Long> byTeam() {
    Map<String, Long> counts =
        lines.stream()
            .flatMap(line -> Stream.ofNullable(line.would()))
            .collect(
                Collectors.groupingBy(
                    ticket -> Objects.requireNonNullElse(ticket.team(), ""),
                    Collectors.counting()));
    Map<String, Long> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  /** How many lines differ in each way. */
  public Map<BacktestLine.Difference, Long> byDifference() {
    return lines.stream()
        .flatMap(line -> line.differences().stream())
        .collect(
            Collectors.groupingBy(
                difference -> difference,
                () -> new EnumMap<>(BacktestLine.Difference.class),
                Collectors.counting()));
  }
}
