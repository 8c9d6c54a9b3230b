package io.tocsin.storage.lucene;

import io.tocsin.model.EpochNanos;
import io.tocsin.model.store.TelemetryQuery;
import io.tocsin.model.telemetry.Severity;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * A query of the port as one of Lucene's. The tenant is not in it: its slices are all that is
 * asked.
 */
final class TelemetryFilter {
  private final BooleanQuery.Builder all = new BooleanQuery.Builder();

  private TelemetryFilter() {}

  static Query of(TelemetryQuery query, String kind, Words words) {
    TelemetryFilter filter = new TelemetryFilter();
    filter.is(Fields.KIND, kind);
    filter.is(
        Fields.TRACE, query.traceId() == null ? null : query.traceId().toLowerCase(Locale.ROOT));
    filter.is(Fields.TENANT_CODE, query.tenantCode());
    filter.is(Fields.ERROR_CODE, query.errorCode());
    filter.is(Fields.SERVICE, query.service());
    query.fields().forEach((field, values) -> filter.isAnyOf(Fields.of(field), values));
    if (!query.accountTokens().isEmpty()) {
      filter.isAnyOf(Fields.ACCOUNT, query.accountTokens());
    }
    Severity least = query.minSeverity();
    if (least != null && kind.equals(Fields.LOG)) {
      filter.isAnyOf(
          Fields.SEVERITY,
          Stream.of(Severity.values()).filter(s -> s.atLeast(least)).map(Enum::name).toList());
    }
    if (query.text() != null && !query.text().isBlank()) {
      filter.all.add(words.all(Fields.TEXT, query.text()), Occur.FILTER);
    }
    filter.between(from(query), lastBefore(query));
    return filter.all.build();
  }

  static long from(TelemetryQuery query) {
    return EpochNanos.of(query.from());
  }

  /** The last nanosecond that is still asked for; before {@link #from} for an empty range. */
  static long lastBefore(TelemetryQuery query) {
    long to = EpochNanos.of(query.to());
    return to == Long.MIN_VALUE || to == Long.MAX_VALUE ? to : to - 1;
  }

  /**
   * By points where times choose, by the column of times where something else leaves few: points
   * alone would make a set of all records of that time first.
   */
  private void between(long from, long last) {
    if (from > Long.MIN_VALUE || last < Long.MAX_VALUE) {
      all.add(
          new IndexOrDocValuesQuery(
              LongPoint.newRangeQuery(Fields.EVENT, from, last),
              NumericDocValuesField.newSlowRangeQuery(Fields.EVENT, from, last)),
          Occur.FILTER);
    }
  }

  private void is(String field, @Nullable String value) {
    if (value != null) {
      all.add(new TermQuery(new Term(field, Fields.keyword(value))), Occur.FILTER);
    }
  }

  private void isAnyOf(String field, Collection<String> values) {
    if (values.size() == 1) {
      is(field, values.iterator().next());
      return;
    }
    all.add(
        new TermInSetQuery(
            field, values.stream().map(value -> new BytesRef(Fields.keyword(value))).toList()),
        Occur.FILTER);
  }
}
