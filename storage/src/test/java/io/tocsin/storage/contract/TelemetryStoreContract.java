package io.tocsin.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.log.Bookmark;
import io.tocsin.model.log.Positions;
import io.tocsin.model.telemetry.AccountRef;
import io.tocsin.model.telemetry.LogRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

public abstract class TelemetryStoreContract extends DocumentsContract {
  @Test
  void committed_isWhatTheLastCommitSaid_afterAReopenToo() {
    assertThat(documents.store().committed(LogSample.EPOCH).positions()).isEqualTo(Positions.NONE);
    write(LogSample.at(1).make());
    commit(Map.of(0, 2L, 3, 17L));
    assertThat(documents.store().committed(LogSample.EPOCH).positions())
        .isEqualTo(new Positions(Map.of(0, 2L, 3, 17L)));

    reopen();

    assertThat(documents.store().committed(LogSample.EPOCH).positions())
        .isEqualTo(new Positions(Map.of(0, 2L, 3, 17L)));
    assertThat(found(new Query(), 1)).hasSize(1);
  }

  @Test
  void committed_forAnotherLog_isNothing() {
    write(LogSample.at(1).make());
    commit(Map.of(0, 2L));

    assertThat(documents.store().committed(LogSample.EPOCH + 1).positions())
        .isEqualTo(Positions.NONE);
    documents.store().commit(LogSample.EPOCH + 1, Bookmark.at(Positions.NONE));
    assertThat(documents.store().committed(LogSample.EPOCH).positions()).isEqualTo(Positions.NONE);
  }

  @Test
  void committed_withoutACommit_staysBehindWhatWasWritten() {
    write(LogSample.at(1).make());
    commit(Map.of(0, 2L));
    write(LogSample.at(2).make());

    reopen();

    assertThat(documents.store().committed(LogSample.EPOCH).positions())
        .isEqualTo(new Positions(Map.of(0, 2L)));
  }

  @Test
  void write_ofAReplayedBatch_keepsEachRecordOnce() {
    LogRecord first = LogSample.at(1).make();
    LogRecord second = LogSample.at(2).make();
    write(first, second);
    commit(Map.of(0, 3L));
    reopen();

    write(first, second, second);
    write(span(4, Samples.TRACE, "GET /"), span(4, Samples.TRACE, "GET /"));

    same(settled(new Query()), first, second);
    assertThat(documents.search().spans(new Query().make()).total()).isEqualTo(1);
  }

  @Test
  void write_ofALateJoin_replacesTheRecord() {
    LogRecord bare = LogSample.at(1).make();
    write(bare, LogSample.at(2).make());
    LogRecord joined =
        bare.withAccount(new AccountRef(List.of("acct_a"), null, "joined from span 00f0"));

    write(joined);

    same(found(new Query().accounts("acct_a"), 1), joined);
    assertThat(settled(new Query())).hasSize(2);
    assertThat(documents.search().log(Samples.BANK, bare.id())).contains(joined);
  }

  @Test
  void write_ofWhatNobodyExpects_isKeptAndFound() {
    String long1 = "x".repeat(40_000);
    LogRecord huge =
        LogSample.at(1)
            .service(long1)
            .tenantCode("余".repeat(40_000))
            .message(long1 + " needle " + "字".repeat(1_000_000))
            .error("", "", null)
            .make();
    LogRecord odd =
        LogSample.at(2).message("\u0000 tab\t 🔥 half \ud83d").event(Long.MAX_VALUE - 1).make();
    LogRecord early = LogSample.at(3).event(Long.MIN_VALUE).message("").service("").make();
    write(huge, odd, early);

    assertThat(found(new Query().service(long1), 1).getFirst().message()).isEqualTo(huge.message());
    assertThat(found(new Query().text("tab half"), 1).getFirst().eventNanos())
        .isEqualTo(Long.MAX_VALUE - 1);
    assertThat(found(new Query().service(""), 0)).as("before 1970").isEmpty();
    assertThat(documents.search().log(Samples.BANK, early.id())).contains(early);
  }
}
