package io.tocsin.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.model.EpochNanos;
import io.tocsin.model.TenantId;
import io.tocsin.model.log.Bookmark;
import io.tocsin.model.log.Positions;
import io.tocsin.model.store.Page;
import io.tocsin.model.store.SearchField;
import io.tocsin.model.store.TelemetryQuery;
import io.tocsin.model.store.TelemetryQuery.Order;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Severity;
import io.tocsin.model.telemetry.Span;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What the contracts of the document store have in common. */
public abstract class DocumentsContract {
  protected static final long NOON = LogSample.NOON;
  private static final Duration SEARCHABLE = Duration.ofSeconds(20);

  @TempDir protected Path folder;
  protected Documents documents;

  /**
   * @param folder the same for every store that a test opens
   */
  protected abstract Documents open(Path folder);

  @BeforeEach
  void openDocuments() {
    documents = open(folder);
  }

  @AfterEach
  void closeDocuments() {
    documents.close();
  }

  protected void reopen() {
    documents.close();
    documents = open(folder);
  }

  protected void write(LogRecord... records) {
    documents.store().write(List.of(records), List.of());
  }

  protected void write(Span... spans) {
    documents.store().write(List.of(), List.of(spans));
  }

  protected void commit(Map<Integer, Long> next) {
    documents.store().commit(LogSample.EPOCH, Bookmark.at(new Positions(next)));
  }

  /** Asks until that many are found. The port promises a second, which a busy machine may miss. */
  protected List<LogRecord> found(Query query, int records) {
    return await()
        .atMost(SEARCHABLE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> documents.search().logs(query.make()).items(), l -> l.size() == records);
  }

  /** What is there once all that was written can be seen. */
  protected List<LogRecord> settled(Query query) {
    documents.store().write(List.of(LAST.make()), List.of());
    found(new Query().tenant(LAST_TENANT), 1);
    return documents.search().logs(query.make()).items();
  }

  private static final TenantId LAST_TENANT = new TenantId("last");
  private static final LogSample LAST = LogSample.at(999_999).tenant(LAST_TENANT);

  protected static Span span(long offset, String traceId, String name) {
    LogRecord like = LogSample.at(2, offset, 0).trace(traceId).make();
    return new Span(
        like.id(),
        like.tenant(),
        NOON + offset,
        NOON + offset + 1_000,
        NOON + offset + 2_000,
        like.source(),
        traceId,
        "00f067aa0ba902b7",
        null,
        name,
        Span.Kind.SERVER,
        false,
        null,
        like.business(),
        "http-1",
        31,
        false,
        Map.of("http.route", "/refund"));
  }

  protected List<LogRecord> allPages(Query query) {
    List<LogRecord> all = new ArrayList<>();
    Page<LogRecord> page = documents.search().logs(query.make());
    all.addAll(page.items());
    while (page.next() != null) {
      page = documents.search().logs(query.cursor(page.next()).make());
      all.addAll(page.items());
    }
    return all;
  }

  /** A query for everything of the bank, with what a test says of it. */
  protected static final class Query {
    private TenantId tenant = Samples.BANK;
    private Instant from = Instant.EPOCH;
    private Instant to = Instant.MAX;
    private @Nullable String trace;
    private List<String> accounts = List.of();
    private @Nullable String tenantCode;
    private @Nullable String errorCode;
    private @Nullable String service;
    private @Nullable Severity minSeverity;
    private Map<SearchField, List<String>> fields = Map.of();
    private @Nullable String text;
    private Order order = Order.OLDEST_FIRST;
    private @Nullable String cursor;
    private int limit = 100;

    public Query tenant(TenantId changed) {
      tenant = changed;
      return this;
    }

    public Query between(long fromNanos, long toNanos) {
      from = EpochNanos.toInstant(fromNanos);
      to = EpochNanos.toInstant(toNanos);
      return this;
    }

    public Query trace(String changed) {
      trace = changed;
      return this;
    }

    public Query accounts(String... changed) {
      accounts = List.of(changed);
      return this;
    }

    public Query tenantCode(String changed) {
      tenantCode = changed;
      return this;
    }

    public Query errorCode(String changed) {
      errorCode = changed;
      return this;
    }

    public Query service(String changed) {
      service = changed;
      return this;
    }

    public Query minSeverity(Severity changed) {
      minSeverity = changed;
      return this;
    }

    public Query field(SearchField field, String... anyOf) {
      fields = Map.of(field, List.of(anyOf));
      return this;
    }

    public Query text(String changed) {
      text = changed;
      return this;
    }

    public Query order(Order changed) {
      order = changed;
      return this;
    }

    public Query cursor(@Nullable String changed) {
      cursor = changed;
      return this;
    }

    public Query limit(int changed) {
      limit = changed;
      return this;
    }

    public TelemetryQuery make() {
      return new TelemetryQuery(
          tenant,
          from,
          to,
          trace,
          accounts,
          tenantCode,
          errorCode,
          service,
          minSeverity,
          fields,
          text,
          order,
          cursor,
          limit);
    }
  }

  protected static void same(List<LogRecord> actual, LogRecord... expected) {
    assertThat(actual).containsExactly(expected);
  }
}
