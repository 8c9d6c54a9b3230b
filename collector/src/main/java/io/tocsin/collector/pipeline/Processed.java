package io.tocsin.collector.pipeline;

import io.tocsin.model.log.Batch;
import java.util.List;
import java.util.Map;

/**
 * What one request became.
 *
 * @param parts at most one for each lane and route; none where the request held no record
 * @param records log records or spans that came in: those in {@code parts} and those left out
 * @param masked how many values were masked, by kind ("card", "key", …)
 * @param dropped how many records were left out, by reason
 * @param filtered how many records a rule of the operator's left out, by reason: no concern of
 *     their sender's
 * @param repaired what the wire form needed before it could be used, by kind ("cut" for values
 *     nested too deep, "utf8" for text that was none, "merged" for a batch that gave singular
 *     fields twice)
 */
public record Processed(
    List<Batch> parts,
    int records,
    Map<String, Integer> masked,
    Map<String, Integer> dropped,
    Map<String, Integer> filtered,
    Map<String, Integer> repaired) {
  public Processed(
      List<Batch> parts,
      int records,
      Map<String, Integer> masked,
      Map<String, Integer> dropped,
      Map<String, Integer> repaired) {
    this(parts, records, masked, dropped, Map.of(), repaired);
  }

  public Processed {
    parts = List.copyOf(parts);
    masked = Map.copyOf(masked);
    dropped = Map.copyOf(dropped);
    filtered = Map.copyOf(filtered);
    repaired = Map.copyOf(repaired);
  }
}
