package io.tocsin.storage.lucene;

import io.tocsin.model.store.Page;
import io.tocsin.model.store.TelemetryQuery;
import io.tocsin.model.store.TelemetryQuery.Order;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * One page out of many slices. Slices are asked one after the other, that with the most wanted
 * event times first, and only the best so far are kept: memory is bounded by the page, and a slice
 * whose event times cannot reach it is only counted, or passed over once the total is past its
 * limit. For one search.
 */
final class PagedSearch<T> {
  private final SlicesView slices;
  private final TelemetryQuery query;
  private final Query filter;
  private final int exactTotals;
  private final Class<T> type;
  private final Order order;
  private final Comparator<Place> places;
  private final @Nullable Place after;
  private final List<Hit> best = new ArrayList<>();
  private long total;
  private boolean lowerBound;

  PagedSearch(
      SlicesView slices, TelemetryQuery query, Query filter, int exactTotals, Class<T> type) {
    this.slices = slices;
    this.query = query;
    this.filter = filter;
    this.exactTotals = exactTotals;
    this.type = type;
    this.order = query.order();
    this.places = Place.comparator(order);
    this.after = query.cursor() == null ? null : Place.parse(query.cursor(), order);
  }

  private record Hit(Place place, BytesRef stored) {}

  Page<T> page() throws IOException {
    for (Slice slice : mostWantedFirst()) {
      if (canReachThePage(slice)) {
        slices.read(slice, this::collect);
      } else if (total < exactTotals) {
        total += slices.read(slice, searcher -> searcher.count(filter)).orElse(0);
        lowerBound |= total > exactTotals;
      } else {
        lowerBound = true;
      }
    }
    List<T> items = new ArrayList<>();
    boolean more = best.size() > query.limit();
    for (Hit hit : more ? best.subList(0, query.limit()) : best) {
      items.add(StoredRecord.read(hit.stored(), type));
    }
    String next = more ? best.get(query.limit() - 1).place().cursor(order) : null;
    return new Page<>(items, total, lowerBound, next);
  }

  private List<Slice> mostWantedFirst() throws IOException {
    Comparator<Slice> byEvent =
        order == Order.NEWEST_FIRST
            ? Comparator.comparingLong(Slice::latest).reversed()
            : Comparator.comparingLong(Slice::earliest);
    long from = TelemetryFilter.from(query);
    long last = TelemetryFilter.lastBefore(query);
    return slices.of(query.tenant()).stream()
        .filter(slice -> slice.earliest() <= last && slice.latest() >= from)
        .sorted(byEvent)
        .toList();
  }

  private boolean canReachThePage(Slice slice) {
    if (best.size() <= query.limit()) {
      return true;
    }
    long worst = best.getLast().place().event();
    return order == Order.NEWEST_FIRST ? slice.latest() >= worst : slice.earliest() <= worst;
  }

  private boolean collect(IndexSearcher searcher) throws IOException {
    TopFieldDocs found =
        searcher.search(
            filter,
            new TopFieldCollectorManager(
                Place.sort(order),
                query.limit() + 1,
                after == null ? null : after.after(),
                (int) Math.max(1, exactTotals - total)));
    total += found.totalHits.value();
    lowerBound |= found.totalHits.relation() == TotalHits.Relation.GREATER_THAN_OR_EQUAL_TO;
    lowerBound |= total > exactTotals;
    StoredFields stored = searcher.storedFields();
    List<Hit> hits = new ArrayList<>();
    for (ScoreDoc doc : found.scoreDocs) {
      Place place = Place.of((FieldDoc) doc);
      if (best.size() > query.limit() && places.compare(place, best.getLast().place()) > 0) {
        break;
      }
      hits.add(new Hit(place, stored.document(doc.doc).getBinaryValue(Fields.RECORD)));
    }
    best.addAll(hits);
    best.sort(Comparator.comparing(Hit::place, places));
    if (best.size() > query.limit() + 1) {
      best.subList(query.limit() + 1, best.size()).clear();
    }
    return true;
  }
}
