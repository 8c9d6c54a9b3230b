package io.tocsin.web.latency;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What a chart of one endpoint draws: columns of equal length, durations in milliseconds.
 *
 * @param at start of each point, seconds since 1970
 * @param p99 the highest of the windows of a point; the other two are means over their requests
 * @param low lower edge of what is usual for P90; null where nothing is known
 * @param releases versions that were seen for the first time within it
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record LatencyChart(
    List<Long> at,
    List<Long> count,
    List<Double> p50,
    List<Double> p90,
    List<Double> p99,
    List<@Nullable Double> low,
    List<@Nullable Double> high,
    List<Mark> releases) {
  public record Mark(long at, String version) {}
}
