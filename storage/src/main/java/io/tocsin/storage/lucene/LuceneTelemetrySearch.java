package io.tocsin.storage.lucene;

import io.tocsin.model.TenantId;
import io.tocsin.model.store.Page;
import io.tocsin.model.store.TelemetryQuery;
import io.tocsin.model.store.TelemetrySearch;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Span;
import io.tocsin.storage.turn.Deputies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;

/** Searches the slices of one tenant; there is no query that could reach another's. */
final class LuceneTelemetrySearch implements TelemetrySearch {
  private final SlicesView slices;
  private final Words words;
  private final int exactTotals;
  private final Deputies deputies;

  /**
   * @param deputies search for threads that may have to wait for a processor: the first to search a
   *     slice renews its view, for which the others wait
   */
  LuceneTelemetrySearch(SlicesView slices, Words words, int exactTotals, Deputies deputies) {
    this.slices = slices;
    this.deputies = deputies;
    this.words = words;
    this.exactTotals = exactTotals;
  }

  @Override
  public Page<LogRecord> logs(TelemetryQuery query) {
    return deputies.run(() -> search(query, Fields.LOG, LogRecord.class));
  }

  @Override
  public Page<Span> spans(TelemetryQuery query) {
    return deputies.run(() -> search(query, Fields.SPAN, Span.class));
  }

  private <T> Page<T> search(TelemetryQuery query, String kind, Class<T> type) {
    try {
      return new PagedSearch<>(
              slices, query, TelemetryFilter.of(query, kind, words), exactTotals, type)
          .page();
    } catch (IOException e) {
      throw unanswered(query.tenant(), e);
    }
  }

  @Override
  public Optional<LogRecord> log(TenantId tenant, RecordId id) {
    return deputies.run(() -> find(tenant, id));
  }

  private Optional<LogRecord> find(TenantId tenant, RecordId id) {
    Term key = new Term(Fields.ID, Place.of(0, id).key());
    try {
      for (Slice slice : List.copyOf(slices.of(tenant)).reversed()) {
        Optional<LogRecord> found =
            slices.read(slice, searcher -> find(searcher, key)).flatMap(inner -> inner);
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw unanswered(tenant, e);
    }
  }

  private static Optional<LogRecord> find(IndexSearcher searcher, Term key) throws IOException {
    TopDocs hits = searcher.search(new TermQuery(key), 1);
    return hits.scoreDocs.length == 0
        ? Optional.empty()
        : Optional.of(
            StoredRecord.read(
                searcher
                    .storedFields()
                    .document(hits.scoreDocs[0].doc)
                    .getBinaryValue(Fields.RECORD),
                LogRecord.class));
  }

  private static UncheckedIOException unanswered(TenantId tenant, IOException cause) {
    return new UncheckedIOException(
        "document store of " + tenant + " cannot be read: " + cause.getMessage(), cause);
  }
}
