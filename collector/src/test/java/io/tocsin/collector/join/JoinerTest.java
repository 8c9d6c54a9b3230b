package io.tocsin.collector.join;

import static io.tocsin.collector.Otlp.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.logs.v1.LogRecord;
import io.tocsin.collector.Defaults;
import io.tocsin.collector.Entries;
import io.tocsin.collector.Otlp;
import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.model.TenantId;
import io.tocsin.model.signal.Observation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JoinerTest extends JoinStage {
  @Test
  void aRecordOfATrace_getsTheAccountThatASpanOfItHad() {
    join(spans(span(TRACE, SPAN, "acct_a")), T0);
    var log = join(logs(log(TRACE, OTHER_SPAN)), T0 + SECOND).observation().logs().getFirst();

    assertThat(log.business().account().token()).isEqualTo("acct_a");
    assertThat(log.business().account().because())
        .isEqualTo(
            "joined from span eee19b7ec3c1b174 of the same trace, which had it by attribute"
                + " account_id");
    assertThat(log.business().tenantCode()).isEqualTo("CORP-9");
    assertThat(accounts("joined")).isEqualTo(1);
  }

  @Test
  void aRecordThatCameBeforeItsSpan_isGivenOutAgainWhenTheSpanComes() {
    var first = join(logs(log(TRACE, SPAN)), T0);
    var second = join(spans(span(TRACE, SPAN, "acct_a")), T0 + 5 * SECOND);

    assertThat(first.observation().logs().getFirst().business().account()).isNull();
    assertThat(second.lateLogs())
        .singleElement()
        .satisfies(late -> {
          assertThat(late.id()).isEqualTo(first.observation().logs().getFirst().id());
          assertThat(late.business().account().token()).isEqualTo("acct_a");
        });
    assertThat(accounts("joined_late")).isEqualTo(1);
    assertThat(counts.joins(Entries.TENANT).accountShare().joinedRatio()).isEqualTo(1);
  }

  @Test
  void theColourOfATrace_andWhatBelongsToAllOfIt_isSpreadOverItsRecords_D8_L3() {
    LogRecord coloured =
        log(TRACE, SPAN).toBuilder()
            .addAttributes(attribute(TelemetryAttributes.LOAD_TEST, "true"))
            .addAttributes(attribute(TelemetryAttributes.SLI, "settlement"))
            .addAttributes(attribute(TelemetryAttributes.messageId(0), "uetr-1"))
            .build();
    var before = join(logs(log(TRACE, OTHER_SPAN)), T0).observation().logs().getFirst();
    var late = join(logs(coloured), T0 + SECOND).lateLogs();
    var after = join(spans(span(TRACE, OTHER_SPAN, "acct_a")), T0 + 2 * SECOND);
    var other = join(logs(log(OTHER_TRACE, SPAN)), T0 + 3 * SECOND).observation();

    assertThat(before.loadTest()).isFalse();
    assertThat(late)
        .singleElement()
        .satisfies(record -> {
          assertThat(record.id()).isEqualTo(before.id());
          assertThat(record.loadTest()).isTrue();
          assertThat(record.business().messageIds()).containsExactly("uetr-1");
        });
    assertThat(after.observation().spans().getFirst())
        .satisfies(span -> {
          assertThat(span.loadTest()).isTrue();
          assertThat(span.business().sli()).isEqualTo("settlement");
          assertThat(span.business().account().token()).isEqualTo("acct_a");
        });
    assertThat(other.logs().getFirst().loadTest()).isFalse();
  }

  @Test
  void whereOnlyErrorsAreWantedAgain_othersDoNotWait() {
    Joiner errorsOnly = new Joiner(Defaults.JOIN, Joiner.Late.ERRORS, counts);
    LogRecord failed =
        log(TRACE, SPAN).toBuilder()
            .addAttributes(attribute("exception.type", "bank.Failure"))
            .build();
    errorsOnly.join(logs(log(TRACE, SPAN), failed), T0);

    assertThat(errorsOnly.join(spans(span(TRACE, SPAN, "acct_a")), T0 + SECOND).lateLogs())
        .singleElement()
        .satisfies(late -> assertThat(late.error()).isNotNull());
    assertThat(accounts("unknown_account")).isEqualTo(1);
  }

  @Test
  void spansWithoutAccount_areCompletedToo() {
    join(spans(span(TRACE, OTHER_SPAN, null)), T0);
    var late = join(logs(log(TRACE, SPAN, "acct_a")), T0 + SECOND).lateSpans();

    assertThat(late)
        .singleElement()
        .satisfies(s -> assertThat(s.business().account().token()).isEqualTo("acct_a"));
  }

  @Test
  void aTransferBetweenTwoAccounts_joinsBySpanAndOtherwiseNotAtAll() {
    join(spans(span(TRACE, SPAN, "acct_a"), span(TRACE, OTHER_SPAN, "acct_b")), T0);
    var logs =
        join(logs(log(TRACE, OTHER_SPAN), log(TRACE, "eee19b7ec3c1b176")), T0).observation().logs();

    assertThat(logs.get(0).business().account().token()).isEqualTo("acct_b");
    assertThat(logs.get(1).business().account()).isNull();
    assertThat(accounts("ambiguous")).isEqualTo(1);
  }

  @Test
  void duringAKeyRotation_oneAccountWithTwoTokensIsStillOne() {
    join(spans(span(TRACE, SPAN, "acct_old"), span(TRACE, OTHER_SPAN, "acct_old,acct_new")), T0);
    var log = join(logs(log(TRACE, "eee19b7ec3c1b176")), T0).observation().logs().getFirst();

    assertThat(log.business().account().token()).isEqualTo("acct_old");
  }

  @Test
  void anotherTenantsTrace_neverJoins() {
    join(spans(span(TRACE, SPAN, "acct_a")), T0);
    Observation foreign =
        Entries.decode(
            new Entries(new TenantId("cards"))
                .of(Otlp.logs(Otlp.resource("ledger", "ledger-1"), log(TRACE, SPAN)), T0));

    assertThat(join(foreign, T0).observation().logs().getFirst().business().account()).isNull();
  }

  @Test
  void whatIsOlderThanTheWindows_isForgottenAndTheMissesAreCounted() {
    join(logs(log(TRACE, SPAN), onThread(T0)), T0);
    join(spans(span(OTHER_TRACE, SPAN, "acct_b")), T0 + 61 * SECOND);
    var tooLate = join(spans(span(TRACE, SPAN, "acct_a")), T0 + 62 * SECOND);
    var forgotten =
        join(logs(log(OTHER_TRACE, SPAN)), T0 + 61 * SECOND + Duration.ofMinutes(6).toNanos());

    assertThat(tooLate.lateLogs()).isEmpty();
    assertThat(accounts("unknown_account")).isEqualTo(1);
    assertThat(traces("no_span")).isEqualTo(1);
    assertThat(accounts("no_trace")).isEqualTo(1);
    assertThat(forgotten.observation().logs().getFirst().business().account()).isNull();
  }

  @Test
  void aFullWaitingRoom_letsHarmlessRecordsGoAndKeepsTheError() {
    LogRecord error = log(TRACE, SPAN).toBuilder().setSeverityNumberValue(17).build();
    join(logs(error), T0);
    for (int i = 0; i < Defaults.JOIN.maxWaiting() + 5; i++) {
      join(logs(log(OTHER_TRACE, SPAN)), T0 + i);
    }

    assertThat(accounts("unknown_account_no_room")).isEqualTo(5);
    assertThat(join(spans(span(TRACE, SPAN, "acct_a")), T0 + SECOND).lateLogs()).hasSize(1);
  }

  @Test
  void everyRecordIsCountedOnce() {
    join(logs(log(TRACE, SPAN, "acct_a"), log(TRACE, SPAN), LogRecord.getDefaultInstance()), T0);

    assertThat(traces("own")).isEqualTo(2);
    assertThat(traces("no_thread")).isEqualTo(1);
    assertThat(accounts("own")).isEqualTo(1);
    assertThat(accounts("joined")).isEqualTo(1);
    assertThat(accounts("no_trace")).isEqualTo(1);
    assertThat(counts.joins(Entries.TENANT).accountShare().joinedRatio()).isEqualTo(0.5);
  }
}
