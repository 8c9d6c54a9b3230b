package io.tocsin.model.metric;

import java.util.List;

/** A part that counts what it does. Safe for many threads, cheap enough for a scrape a second. */
public interface MetricSource {
  List<Sample> samples();
}
