package io.tocsin.web.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.TenantId;
import io.tocsin.model.access.Role;
import io.tocsin.model.account.AccountCipher;
import io.tocsin.model.account.AccountTokens;
import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditEntry;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.audit.AuditVerdict;
import io.tocsin.model.store.Page;
import io.tocsin.model.store.TelemetryQuery;
import io.tocsin.model.store.TelemetryQuery.Order;
import io.tocsin.model.store.TelemetrySearch;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Span;
import io.tocsin.web.page.Viewer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AccountSearchTest {
  private static final TenantId BANK = new TenantId("bank");
  private static final Viewer VIEWER = new Viewer("viewer", BANK, Role.VIEWER);
  private static final Page<LogRecord> FOUND = new Page<>(List.of(), 7, false, null);

  @Test
  void anAccountsRecords_areForNobodyBeforeTheSearchIsJournalled() throws Exception {
    CountDownLatch searched = new CountDownLatch(1);
    CountDownLatch written = new CountDownLatch(1);
    AccountSearch logs =
        search(
            () -> {
              searched.countDown();
              return FOUND;
            },
            what -> await(written));

    CompletableFuture<Page<LogRecord>> answer =
        CompletableFuture.supplyAsync(() -> logs.logs(VIEWER, forAccount()));
    searched.await();
    assertThat(answer).isNotDone();

    written.countDown();
    assertThat(answer.get().total()).isEqualTo(7);
  }

  @Test
  void aSearchThatCannotBeJournalled_isNotAnswered() {
    AccountSearch logs =
        search(
            () -> FOUND,
            what -> {
              throw new IllegalStateException("the journal's disk is full");
            });

    assertThatThrownBy(() -> logs.logs(VIEWER, forAccount()))
        .hasMessage("the journal's disk is full");
  }

  @Test
  void aStoreThatCannotAnswer_isToldAsWithoutAnAccount() {
    AccountSearch logs =
        search(
            () -> {
              throw new UncheckedIOException(new IOException("no disk"));
            },
            what -> {});

    assertThatThrownBy(() -> logs.logs(VIEWER, forAccount()))
        .isExactlyInstanceOf(UncheckedIOException.class)
        .hasRootCauseMessage("no disk");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TelemetryQuery forAccount() {
    return new TelemetryQuery(
        BANK,
        Instant.EPOCH,
        Instant.MAX,
        null,
        List.of("at1.token"),
        null,
        null,
        null,
        null,
        null,
        Order.NEWEST_FIRST,
        null,
        100);
  }

  private interface Append {
    void write(AuditDraft what);
  }

  private static AccountSearch search(Supplier<Page<LogRecord>> store, Append journal) {
    return new AccountSearch(new OnlyLogs(store), new NoKeys(), new OnlyAppends(journal));
  }

  private record OnlyLogs(Supplier<Page<LogRecord>> store) implements TelemetrySearch {
    @Override
    public Page<LogRecord> logs(TelemetryQuery query) {
      return store.get();
    }

    @Override
    public Page<Span> spans(TelemetryQuery query) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<LogRecord> log(TenantId tenant, RecordId id) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class NoKeys implements AccountKeys {
    @Override
    public AccountTokens tokens(TenantId tenant) {
      throw new UnsupportedOperationException();
    }

    @Override
    public AccountCipher cipher(TenantId tenant) {
      throw new UnsupportedOperationException();
    }
  }

  private record OnlyAppends(Append append) implements AuditJournal {
    @Override
    public AuditEntry append(AuditDraft what) {
      append.write(what);
      return new AuditEntry(1, Instant.EPOCH, what, "", "");
    }

    @Override
    public Page<AuditEntry> search(TenantId tenant, String text, int offset, int limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public AuditVerdict verify() {
      throw new UnsupportedOperationException();
    }
  }
}
