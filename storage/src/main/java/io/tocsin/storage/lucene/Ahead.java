package io.tocsin.storage.lucene;

import io.tocsin.model.TenantId;
import io.tocsin.model.log.Flow;
import io.tocsin.model.log.Position;
import io.tocsin.model.log.TelemetryKind;
import io.tocsin.model.store.StoredBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.Bits;

/**
 * Finds what an index holds behind a place in the log: after a kill between the commit of a slice
 * and that of the place.
 */
final class Ahead {
  private final long epoch;
  private final Map<Integer, Long> from;

  /**
   * @param from the first offset of each partition that stands behind the place
   */
  Ahead(long epoch, Map<Integer, Long> from) {
    this.epoch = epoch;
    this.from = Map.copyOf(from);
  }

  /** Of the last commit in that directory. */
  List<StoredBatch> in(Directory directory, TenantId tenant) throws IOException {
    if (from.isEmpty()) {
      return List.of();
    }
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      IndexSearcher searcher = new IndexSearcher(reader);
      List<StoredBatch> found = new ArrayList<>();
      found.addAll(of(searcher, Fields.LOG, tenant, TelemetryKind.LOGS));
      found.addAll(of(searcher, Fields.SPAN, tenant, TelemetryKind.TRACES));
      return found;
    }
  }

  private List<StoredBatch> of(
      IndexSearcher searcher, String kind, TenantId tenant, TelemetryKind flowKind)
      throws IOException {
    Map<Position, Long> records = new HashMap<>();
    Weight weight =
        searcher.createWeight(searcher.rewrite(query(kind)), ScoreMode.COMPLETE_NO_SCORES, 1);
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      Scorer scorer = weight.scorer(leaf);
      if (scorer != null) {
        count(leaf, scorer.iterator(), records);
      }
    }
    List<StoredBatch> batches = new ArrayList<>();
    records.forEach((position, count) ->
        batches.add(
            new StoredBatch(
                new Flow(position.partition(), tenant, flowKind), position.offset(), count)));
    return batches;
  }

  private Query query(String kind) {
    long lowest = from.values().stream().mapToLong(Long::longValue).min().orElse(0);
    return new BooleanQuery.Builder()
        .add(new TermQuery(new Term(Fields.KIND, kind)), Occur.FILTER)
        .add(
            new TermRangeQuery(
                Fields.ID,
                new Place(0, epoch, lowest, 0).key(),
                new Place(0, epoch, Long.MAX_VALUE, -1).key(),
                true,
                true),
            Occur.FILTER)
        .build();
  }

  private void count(
      LeafReaderContext leaf, DocIdSetIterator documents, Map<Position, Long> records)
      throws IOException {
    Bits live = leaf.reader().getLiveDocs();
    NumericDocValues offsets = leaf.reader().getNumericDocValues(Fields.OFFSET);
    NumericDocValues slots = leaf.reader().getNumericDocValues(Fields.SLOT);
    for (int document = documents.nextDoc();
        document != DocIdSetIterator.NO_MORE_DOCS;
        document = documents.nextDoc()) {
      if (live != null && !live.get(document)
          || !offsets.advanceExact(document)
          || !slots.advanceExact(document)) {
        continue;
      }
      Place place = new Place(0, epoch, offsets.longValue(), slots.longValue());
      Long first = from.get(place.partition());
      if (first != null && place.offset() >= first) {
        records.merge(new Position(place.partition(), place.offset()), 1L, Long::sum);
      }
    }
  }
}
