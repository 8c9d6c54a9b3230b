package io.tocsin.demo.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.demo.plan.Author;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Author AUTHOR = new Author("dev-0001");
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
  private static final Expected.Exception FEE =
      new Expected.Exception(1, "@bank/oak", AUTHOR, "a.Fee.quote", "trace-1", "acct_1");
  private static final Expected.Exception FX =
      new Expected.Exception(2, "@bank/elm", AUTHOR, "a.Fx.convert", "trace-2", "acct_2");
  private static final Expected.Crash CRASH =
      new Expected.Crash(3, "@bank/fir", AUTHOR, "a.Table.rate", "accounts");
  private static final Expected.Slowdown SLOW =
      new Expected.Slowdown(
          4, "@bank/ash", AUTHOR, "a.Seal.over", "accounts", "POST /receipts", COMMIT);
  private static final List<Expected> PLAN = List.of(FEE, FX, CRASH, SLOW);

  @Test
  void plan_withTheRightTickets_agreesInAnyOrder() {
    assertThat(
            Comparison.of(
                PLAN,
                List.of(
                    Ticket.rightFor(SLOW).found(),
                    Ticket.rightFor(FX).found(),
                    Ticket.rightFor(CRASH).found(),
                    Ticket.rightFor(FEE).found())))
        .isEmpty();
  }

  @Test
  void fault_withoutATicket_isMissing() {
    assertThat(Comparison.of(List.of(FEE, CRASH), List.of(Ticket.rightFor(FEE).found())))
        .containsExactly(new Mismatch.Missing(CRASH));
  }

  @Test
  void ticket_ofNoFault_isExtra() {
    List<Found> both = List.of(Ticket.rightFor(FEE).found(), Ticket.rightFor(FX).found());
    assertThat(Comparison.of(List.of(FEE), both))
        .containsExactly(new Mismatch.Extra("T-2", "It broke"));
    assertThat(Comparison.of(List.of(), both)).hasSize(2);
  }

  @Test
  void secondTicket_ofOneFault_isADuplicate() {
    Found again = Ticket.rightFor(FEE).with("trace", "trace-9").id("T-9").found();
    assertThat(Comparison.of(List.of(FEE), List.of(Ticket.rightFor(FEE).found(), again)))
        .containsExactly(new Mismatch.Duplicate(1, "T-9"));
  }

  @Test
  void ticket_ofAnotherKind_isNotThatOfTheFault() {
    Found unclean = Ticket.rightFor(CRASH).with("kind", "exception").found();
    assertThat(Comparison.of(List.of(CRASH), List.of(unclean)))
        .containsExactly(new Mismatch.Extra("T-3", "It broke"), new Mismatch.Missing(CRASH));
  }

  @Test
  void slowdown_ofAnotherEndpoint_isExtra() {
    Found caller =
        Ticket.rightFor(SLOW)
            .with("operation", "POST /api/{desk}")
            .with("culprit", "x.Y.z")
            .found();
    assertThat(Comparison.of(List.of(SLOW), List.of(caller)))
        .containsExactly(new Mismatch.Extra("T-4", "It broke"), new Mismatch.Missing(SLOW));
  }

  @Test
  void eachWrongField_isNamed() {
    assertWrong(Ticket.rightFor(FEE).with("team", "@bank/elm"), "owner", "@bank/oak", "@bank/elm");
    assertWrong(Ticket.rightFor(FEE).with("person", "dev-2"), "person", "dev-0001", "dev-2");
    assertWrong(Ticket.rightFor(FEE).with("culprit", "a.B.c"), "method", "a.Fee.quote", "a.B.c");
    assertWrong(Ticket.rightFor(FEE).with("account", "acct_2"), "account", "acct_1", "acct_2");
    assertWrong(Ticket.rightFor(CRASH).with("culprit", "a.B.c"), "method", "a.Table.rate", "a.B.c");
    assertWrong(
        Ticket.rightFor(SLOW).with("compared", "a.Seal.other"),
        "method by the profiles",
        "a.Seal.over",
        "a.Seal.other");
    assertWrong(Ticket.rightFor(SLOW).with("commit", "ff"), "commit", COMMIT, "ff");
    assertWrong(
        Ticket.rightFor(SLOW).with("author", "dev-2"), "commit's author", "dev-0001", "dev-2");
  }

  @Test
  void wrongTrace_isNamedWhereTheMethodTellsTheFault() {
    assertWrong(Ticket.rightFor(FEE).with("trace", "trace-7"), "trace", "trace-1", "trace-7");
  }

  @Test
  void person_mayBeNameOrAddress() {
    for (String person : List.of("dev-0001@bank.example", "dev-0001 <dev-0001@bank.example>")) {
      assertThat(Comparison.of(FEE, Ticket.rightFor(FEE).with("person", person).found())).isEmpty();
    }
  }

  @Test
  void absentEvidence_isNamed() {
    assertThat(texts(CRASH, Ticket.rightFor(CRASH).without("diagnosis").without("profile")))
        .containsExactly(
            "T-3: diagnosis is absent (expected: some)",
            "T-3: profile before it is absent (expected: some)");
    assertThat(texts(SLOW, Ticket.rightFor(SLOW).without("commit")))
        .containsExactly("T-4: commit is absent (expected: " + COMMIT + ')');
    assertThat(texts(FEE, Ticket.rightFor(FEE).without("account").without("person")))
        .containsExactly(
            "T-1: person is absent (expected: dev-0001)",
            "T-1: account is absent (expected: acct_1)");
  }

  @Test
  void text_withoutTheEvidence_isNamed() {
    assertThat(texts(FEE, Ticket.rightFor(FEE).with("text", "It broke")))
        .containsExactly(
            "T-1: method in the text is absent (expected: a.Fee.quote)",
            "T-1: trace in the text is absent (expected: trace-1)",
            "T-1: account in the text is absent (expected: acct_1)");
    assertThat(texts(SLOW, Ticket.rightFor(SLOW).with("text", "a.Seal.over")))
        .containsExactly("T-4: commit in the text is absent (expected: 0123456)");
  }

  private static List<String> texts(Expected expected, Ticket ticket) {
    return Comparison.of(expected, ticket.found()).stream().map(Mismatch::text).toList();
  }

  private static void assertWrong(Ticket ticket, String what, String expected, String found) {
    assertThat(Comparison.of(List.of(ticket.expected()), List.of(ticket.found())))
        .containsExactly(
            new Mismatch.Wrong("T-" + ticket.expected().number(), what, expected, found));
  }
}
