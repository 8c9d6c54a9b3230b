package io.tocsin.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.store.Page;
import io.tocsin.model.store.SearchField;
import io.tocsin.model.store.TelemetryQuery;
import io.tocsin.model.store.TelemetryQuery.Order;
import io.tocsin.model.telemetry.Business;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Severity;
import io.tocsin.model.telemetry.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

public abstract class TelemetrySearchContract extends DocumentsContract {
  private static final String OTHER_TRACE = "aaaa2f3577b34da6a3ce929d0e0eaaaa";
  private static final long DAY = Duration.ofDays(1).toNanos();

  @Test
  void logs_giveBackEveryField() {
    LogRecord log =
        LogSample.at(1)
            .trace(Samples.TRACE)
            .account("acct_a", "acct_b")
            .tenantCode("T-9")
            .error("DATABASE_TIMEOUT", "java.sql.SQLTimeoutException", "余额不足")
            .make();
    write(log);

    same(found(new Query(), 1), log);
    assertThat(documents.search().log(Samples.BANK, log.id())).contains(log);
  }

  @Test
  void spans_giveBackEveryField_andAreNoLogs() {
    Span span = span(1, Samples.TRACE, "POST /refund");
    write(span);
    write(LogSample.at(2).trace(Samples.TRACE).make());
    found(new Query(), 1);

    assertThat(documents.search().spans(new Query().trace(Samples.TRACE).make()).items())
        .containsExactly(span);
    assertThat(documents.search().log(Samples.BANK, LogSample.at(3).make().id())).isEmpty();
  }

  @Test
  void search_byTrace_inEitherCase_findsLogsAndSpansOfIt() {
    LogRecord log = LogSample.at(1).trace(Samples.TRACE).make();
    Span span = span(2, Samples.TRACE, "GET /balance");
    write(log, LogSample.at(3).trace(OTHER_TRACE).make(), LogSample.at(4).make());
    write(span, span(5, OTHER_TRACE, "GET /balance"));
    found(new Query(), 3);

    same(found(new Query().trace(Samples.TRACE.toUpperCase(java.util.Locale.ROOT)), 1), log);
    assertThat(
            documents
                .search()
                .spans(
                    TelemetryQuery.ofTrace(
                        Samples.BANK, Samples.TRACE, Instant.MIN, Instant.MAX, 10))
                .items())
        .containsExactly(span);
  }

  @Test
  void search_byAFurtherField_findsAnyOfItsValues() {
    LogRecord refund = LogSample.at(1).make().withTemplate("a");
    LogRecord payment = LogSample.at(2).make().withTemplate("b");
    LogRecord coloured =
        LogSample.at(3)
            .make()
            .withLoadTest()
            .withBusiness(
                new Business(
                    null,
                    null,
                    null,
                    "CIPS",
                    "high",
                    "settlement",
                    List.of("m1", "m2"),
                    "u7",
                    "z"));
    write(refund, payment, coloured);

    found(new Query(), 3);
    same(found(new Query().field(SearchField.TEMPLATE_ID, "a"), 1), refund);
    same(found(new Query().field(SearchField.TEMPLATE_ID, "a", "b"), 2), refund, payment);
    same(found(new Query().field(SearchField.MESSAGE_ID, "m2"), 1), coloured);
    same(found(new Query().field(SearchField.SLI, "settlement"), 1), coloured);
    same(found(new Query().field(SearchField.UNIT, "u7"), 1), coloured);
    same(found(new Query().field(SearchField.ZONE, "z"), 1), coloured);
    same(found(new Query().field(SearchField.RISK_LEVEL, "high"), 1), coloured);
    same(found(new Query().field(SearchField.LOAD_TEST, "true"), 1), coloured);
  }

  @Test
  void search_byAccount_findsAnyOfTheTokens() {
    LogRecord old = LogSample.at(1).account("acct_old").make();
    LogRecord both = LogSample.at(2).account("acct_old", "acct_new").make();
    LogRecord young = LogSample.at(3).account("acct_new").make();
    write(old, both, young, LogSample.at(4).account("acct_x").make(), LogSample.at(5).make());
    found(new Query(), 5);

    same(found(new Query().accounts("acct_old", "acct_new"), 3), old, both, young);
    same(found(new Query().accounts("acct_new"), 2), both, young);
    same(found(new Query().accounts("acct_"), 0));
  }

  @Test
  void search_byTenantCodeErrorCodeServiceAndSeverity_wantsAllOfThem() {
    LogRecord wanted =
        LogSample.at(1)
            .tenantCode("T-9")
            .error("DATABASE_TIMEOUT", "java.sql.SQLTimeoutException", "late")
            .severity(Severity.ERROR)
            .make();
    LogRecord otherCode =
        LogSample.at(2)
            .tenantCode("T-9")
            .error("CONNECTION_LOST", "java.net.ConnectException", "late")
            .severity(Severity.FATAL)
            .make();
    LogRecord otherTenantCode =
        LogSample.at(3)
            .tenantCode("T-8")
            .service("cards")
            .error("DATABASE_TIMEOUT", "java.sql.SQLTimeoutException", "late")
            .severity(Severity.WARN)
            .make();
    write(wanted, otherCode, otherTenantCode);
    found(new Query(), 3);

    same(found(new Query().tenantCode("T-9").errorCode("DATABASE_TIMEOUT"), 1), wanted);
    same(found(new Query().tenantCode("T-9"), 2), wanted, otherCode);
    same(found(new Query().errorCode("DATABASE_TIMEOUT").service("cards"), 1), otherTenantCode);
    same(found(new Query().minSeverity(Severity.ERROR), 2), wanted, otherCode);
    same(found(new Query().minSeverity(Severity.FATAL).service("payments"), 1), otherCode);
    same(found(new Query().tenantCode("T-9").service("cards"), 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pool exhausted",
        "EXHAUSTED",
        "exhausted order-4711",
        "4711",
        "余额不足",
        "余额",
        "账户余额不足",
        "HikariPool",
        "java.sql.SQLTransientConnectionException",
        "SQLTransientConnectionException",
        "ConnectionException",
        "transient",
        "timed out after 30000ms",
        "ＥＸＨＡＵＳＴＥＤ",
        "(exhausted)",
      })
  void search_byWords_findsThemInMessageExceptionMessageAndType(String text) {
    LogRecord log =
        LogSample.at(1)
            .message("HikariPool-1 exhausted, order-4711: 账户余额不足")
            .error(
                "CONNECTION_LOST",
                "java.sql.SQLTransientConnectionException",
                "pool timed out after 30000ms")
            .make();
    write(log, LogSample.at(2).message("transfer done").make());
    found(new Query(), 2);

    same(found(new Query().text(text), 1), log);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "余足",
        "不余额",
        "exhausted missing",
        "4711-order",
        "exhaust",
        "?!",
        "settle",
        "hikari.poolx"
      })
  void search_byWords_findsNothingElse(String text) {
    write(LogSample.at(1).message("HikariPool exhausted, order-4711: 余额不足").make());
    found(new Query(), 1);

    same(found(new Query().text(text), 0));
  }

  @Test
  void search_byBlankText_isNoCondition() {
    write(LogSample.at(1).make());

    assertThat(found(new Query().text("  "), 1)).hasSize(1);
  }

  @Test
  void search_byTime_includesItsBeginningAndNotItsEnd() {
    LogRecord before = LogSample.at(1).event(NOON - 1).make();
    LogRecord first = LogSample.at(2).event(NOON).make();
    LogRecord last = LogSample.at(3).event(NOON + 9).make();
    LogRecord after = LogSample.at(4).event(NOON + 10).make();
    write(after, last, first, before);
    found(new Query(), 4);

    same(found(new Query().between(NOON, NOON + 10), 2), first, last);
    same(found(new Query().between(NOON, NOON + 10).order(Order.NEWEST_FIRST), 2), last, first);
    same(found(new Query().between(NOON, NOON), 0));
  }

  @Test
  void search_findsARecordThatCameLongAfterItHappened() {
    LogRecord late = LogSample.at(1).event(NOON - 9 * DAY).observed(NOON).make();
    LogRecord ahead = LogSample.at(2).event(NOON + 2 * DAY).observed(NOON).make();
    LogRecord usual = LogSample.at(3).event(NOON - DAY).observed(NOON - DAY).make();
    write(late, ahead, usual);
    found(new Query(), 3);

    same(found(new Query().between(NOON - 10 * DAY, NOON - 8 * DAY), 1), late);
    same(found(new Query().order(Order.NEWEST_FIRST), 3), ahead, usual, late);
    same(found(new Query().order(Order.NEWEST_FIRST).limit(1), 1), ahead);
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void pages_overDaysAndEqualTimes_giveEachRecordOnceAndInOrder(Order order) {
    Random random = new Random(7);
    List<LogRecord> all = new ArrayList<>();
    for (int n = 0; n < 40; n++) {
      all.add(
          LogSample.at(random.nextInt(3), n, n % 2)
              .event(NOON + random.nextInt(3))
              .observed(NOON - random.nextInt(3) * DAY)
              .make());
    }
    documents.store().write(all, List.of());
    found(new Query(), 40);

    Comparator<LogRecord> byTimeAndId =
        Comparator.comparingLong(LogRecord::eventNanos)
            .thenComparingLong(log -> log.id().position().offset());
    all.sort(order == Order.OLDEST_FIRST ? byTimeAndId : byTimeAndId.reversed());
    assertThat(allPages(new Query().order(order).limit(3))).isEqualTo(all);
    assertThat(allPages(new Query().order(order).limit(40))).isEqualTo(all);
  }

  @Test
  void pages_whileRecordsAreAdded_goOnWhereTheyWere() {
    LogRecord third = LogSample.at(3).event(NOON + 3).make();
    LogRecord second = LogSample.at(2).event(NOON + 2).make();
    LogRecord first = LogSample.at(1).event(NOON + 1).make();
    write(first, second, third);
    found(new Query(), 3);
    Query newest = new Query().order(Order.NEWEST_FIRST).limit(1);
    String cursor = documents.search().logs(newest.make()).next();

    write(LogSample.at(4).event(NOON + 4).make());
    found(new Query(), 4);

    same(documents.search().logs(newest.cursor(cursor).make()).items(), second);
  }

  @Test
  void total_isExactUpToTheLimit_andALowerBoundBeyond() {
    List<LogRecord> all = new ArrayList<>();
    for (int n = 0; n < Documents.EXACT_TOTALS; n++) {
      all.add(LogSample.at(n).observed(NOON - n / 20 * DAY).make());
    }
    documents.store().write(all, List.of());
    found(new Query(), Documents.EXACT_TOTALS);
    Page<LogRecord> exact = documents.search().logs(new Query().limit(2).make());
    assertThat(exact.total()).isEqualTo(Documents.EXACT_TOTALS);
    assertThat(exact.totalIsLowerBound()).isFalse();

    write(LogSample.at(1_000).make());
    found(new Query(), Documents.EXACT_TOTALS + 1);
    Page<LogRecord> beyond = documents.search().logs(new Query().limit(2).make());
    assertThat(beyond.total()).isGreaterThanOrEqualTo(Documents.EXACT_TOTALS);
    assertThat(beyond.totalIsLowerBound()).isTrue();
  }

  @Test
  void search_ofOneTenant_neverSeesAnother() {
    LogRecord ours = LogSample.at(1).trace(Samples.TRACE).account("acct_a").make();
    LogRecord theirs =
        LogSample.at(1).tenant(Samples.BROKER).trace(Samples.TRACE).account("acct_a").make();
    LogRecord theirsOnly = LogSample.at(2).tenant(Samples.BROKER).make();
    write(ours, theirs, theirsOnly);
    found(new Query().tenant(Samples.BROKER), 2);

    same(found(new Query(), 1), ours);
    same(found(new Query().trace(Samples.TRACE), 1), ours);
    same(found(new Query().accounts("acct_a").tenant(Samples.BROKER), 1), theirs);
    assertThat(documents.search().log(Samples.BANK, ours.id())).contains(ours);
    assertThat(documents.search().log(Samples.BANK, theirsOnly.id())).isEmpty();
    Query newest = new Query().tenant(Samples.BROKER).order(Order.NEWEST_FIRST).limit(1);
    String theirCursor = documents.search().logs(newest.make()).next();
    same(
        documents.search().logs(newest.tenant(Samples.BANK).cursor(theirCursor).make()).items(),
        ours);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "N1.2.3", "N1.2.3.4.5", "N1.2.3.ä", "../../etc/passwd"})
  void cursor_thatWeDidNotMake_isRefused(String cursor) {
    write(LogSample.at(1).make());

    assertThatThrownBy(() ->
            documents.search().logs(new Query().order(Order.NEWEST_FIRST).cursor(cursor).make()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void cursor_ofTheOtherOrder_isRefused() {
    write(LogSample.at(1).make(), LogSample.at(2).make());
    found(new Query(), 2);
    String cursor = documents.search().logs(new Query().limit(1).make()).next();

    assertThatThrownBy(() ->
            documents.search().logs(new Query().order(Order.NEWEST_FIRST).cursor(cursor).make()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NEWEST_FIRST");
  }

  @Test
  void search_whereNothingWasWritten_isAnEmptyPage() {
    assertThat(documents.search().logs(new Query().make())).isEqualTo(Page.empty());
    assertThat(documents.search().spans(new Query().make())).isEqualTo(Page.empty());
    assertThat(documents.search().log(Samples.BANK, LogSample.at(1).make().id())).isEmpty();
  }
}
