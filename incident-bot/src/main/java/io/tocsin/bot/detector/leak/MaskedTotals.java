package io.tocsin.bot.detector.leak;

import io.tocsin.model.TenantId;
import io.tocsin.model.masking.MaskedCounts;
import io.tocsin.model.masking.MaskedLine;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Masked values by tenant, service, logger and kind. Written by one thread, read by any. */
final class MaskedTotals implements MaskedCounts, MetricSource {
  private record Key(TenantId tenant, String service, String logger, String kind) {
    Key other() {
      return new Key(tenant, MaskedLine.OTHER, MaskedLine.OTHER, kind);
    }
  }

  private static final int MAX_LINES = 200;

  private final int maxSeries;
  private final Map<Key, LongAdder> totals = new ConcurrentHashMap<>();

  MaskedTotals(int maxSeries) {
    this.maxSeries = maxSeries;
  }

  void add(TenantId tenant, String service, String logger, Map<String, Integer> kinds) {
    kinds.forEach((kind, count) -> {
      Key key = new Key(tenant, service, logger, kind);
      LongAdder total = totals.get(key);
      if (total == null) {
        Key bounded = totals.size() < maxSeries ? key : key.other();
        total = totals.computeIfAbsent(bounded, unused -> new LongAdder());
      }
      total.add(count);
    });
  }

  @Override
  public List<MaskedLine> masked(TenantId tenant) {
    return totals.entrySet().stream()
        .filter(total -> total.getKey().tenant().equals(tenant))
        .map(total ->
            new MaskedLine(
                total.getKey().service(),
                total.getKey().logger(),
                total.getKey().kind(),
                total.getValue().sum()))
        .sorted(Comparator.comparingLong(MaskedLine::count).reversed())
        .limit(MAX_LINES)
        .toList();
  }

  @Override
  public List<Sample> samples() {
    return totals.entrySet().stream()
        .map(total ->
            Sample.counter(
                "tocsin_masked_total",
                "Values masked in records that detection has read, by the logger that wrote them.",
                Map.of(
                    "tenant", total.getKey().tenant().value(),
                    "service", total.getKey().service(),
                    "logger", total.getKey().logger(),
                    "kind", total.getKey().kind()),
                total.getValue().sum()))
        .toList();
  }
}
