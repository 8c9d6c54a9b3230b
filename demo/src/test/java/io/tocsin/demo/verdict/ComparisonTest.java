package io.tocsin.demo.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.demo.plan.Author;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Expected FEE = expected(1, "@bank/oak", "a.Fee.quote", "trace-1", "acct_1");
  private static final Expected FX = expected(2, "@bank/elm", "a.Fx.convert", "trace-2", "acct_2");

  @Test
  void plan_withTheRightTickets_agreesInAnyOrder() {
    assertThat(Comparison.of(List.of(FEE, FX), List.of(found("T-2", FX), found("T-1", FEE))))
        .isEmpty();
  }

  @Test
  void fault_withoutATicket_isMissing() {
    assertThat(Comparison.of(List.of(FEE, FX), List.of(found("T-1", FEE))))
        .containsExactly(new Mismatch.Missing(FX));
  }

  @Test
  void ticket_ofNoFault_isExtra() {
    assertThat(Comparison.of(List.of(FEE), List.of(found("T-1", FEE), found("T-2", FX))))
        .containsExactly(new Mismatch.Extra("T-2"));
    assertThat(Comparison.of(List.of(), List.of(found("T-1", FEE)))).hasSize(1);
  }

  @Test
  void secondTicket_ofOneFault_isADuplicate() {
    assertThat(Comparison.of(List.of(FEE), List.of(found("T-1", FEE), found("T-2", FEE))))
        .containsExactly(new Mismatch.Duplicate(1, "T-2"));
  }

  @Test
  void ticket_ofTheSameFaultUnderAnotherTrace_isADuplicate() {
    Expected again = expected(9, "@bank/oak", FEE.method(), "trace-9", "acct_9");
    assertThat(Comparison.of(List.of(FEE), List.of(found("T-1", FEE), found("T-2", again))))
        .containsExactly(new Mismatch.Duplicate(1, "T-2"));
  }

  @Test
  void wrongTeam_isNamed() {
    assertThat(wrong("@bank/elm", "dev-0001", FEE.method(), FEE.traceId(), FEE.account()))
        .containsExactly(new Mismatch.Wrong("T-1", "owner", "@bank/oak", "@bank/elm"));
  }

  @Test
  void wrongOrAbsentPerson_isNamed() {
    assertThat(wrong(FEE.team(), "dev-0002", FEE.method(), FEE.traceId(), FEE.account()))
        .containsExactly(new Mismatch.Wrong("T-1", "person", "dev-0001", "dev-0002"));
    assertThat(wrong(FEE.team(), null, FEE.method(), FEE.traceId(), FEE.account()))
        .containsExactly(new Mismatch.Wrong("T-1", "person", "dev-0001", null));
  }

  @Test
  void person_mayBeNameOrAddress() {
    String address = "dev-0001@bank.example";
    assertThat(wrong(FEE.team(), address, FEE.method(), FEE.traceId(), FEE.account())).isEmpty();
    String both = "dev-0001 <dev-0001@bank.example>";
    assertThat(wrong(FEE.team(), both, FEE.method(), FEE.traceId(), FEE.account())).isEmpty();
  }

  @Test
  void wrongMethod_isNamed() {
    assertThat(wrong(FEE.team(), "dev-0001", "a.Edge.filter", FEE.traceId(), FEE.account()))
        .containsExactly(new Mismatch.Wrong("T-1", "method", "a.Fee.quote", "a.Edge.filter"));
  }

  @Test
  void wrongTrace_isNamedWhereTheMethodTellsTheFault() {
    assertThat(wrong(FEE.team(), "dev-0001", FEE.method(), "trace-7", FEE.account()))
        .containsExactly(new Mismatch.Wrong("T-1", "trace", "trace-1", "trace-7"));
  }

  @Test
  void absentAccount_isNamed() {
    assertThat(wrong(FEE.team(), "dev-0001", FEE.method(), FEE.traceId(), null))
        .containsExactly(new Mismatch.Wrong("T-1", "account", "acct_1", null));
  }

  @Test
  void text_withoutTheEvidence_isNamed() {
    Found mute =
        new Found(
            "T-1", FEE.team(), "dev-0001", FEE.method(), FEE.traceId(), FEE.account(), "It broke");
    assertThat(Comparison.of(List.of(FEE), List.of(mute)))
        .extracting(Mismatch::text)
        .containsExactly(
            "T-1: trace in the text is absent (expected: trace-1)",
            "T-1: account in the text is absent (expected: acct_1)",
            "T-1: method in the text is absent (expected: a.Fee.quote)");
  }

  private static Expected expected(
      int number, String team, String method, String trace, String account) {
    return new Expected(number, team, new Author("dev-0001"), method, trace, account);
  }

  private static Found found(String id, Expected expected) {
    return new Found(
        id,
        expected.team(),
        expected.author().name(),
        expected.method(),
        expected.traceId(),
        expected.account(),
        text(expected));
  }

  private static List<Mismatch> wrong(
      String team, String person, String method, String trace, String account) {
    return Comparison.of(
        List.of(FEE), List.of(new Found("T-1", team, person, method, trace, account, text(FEE))));
  }

  private static String text(Expected expected) {
    return expected.method() + ' ' + expected.traceId() + ' ' + expected.account();
  }
}
