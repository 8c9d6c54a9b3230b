package io.tocsin.model.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupingTest {
  private static final OwnCode OWN = OwnCode.byDefault();

  @Test
  void of_sameFramesOnOtherLines_isOneFault() {
    assertThat(v1("java.lang.NullPointerException: a", "com.bank.Fee.of(Fee.java:12)"))
        .isEqualTo(v1("java.lang.NullPointerException: b", "com.bank.Fee.of(Fee.java:99)"));
  }

  @Test
  void of_anotherMethodOrType_isAnotherFault() {
    Fingerprint fault = v1("java.lang.NullPointerException", "com.bank.Fee.of(Fee.java:12)");

    assertThat(fault)
        .isNotEqualTo(v1("java.lang.NullPointerException", "com.bank.Fee.to(Fee.java:12)"))
        .isNotEqualTo(v1("java.lang.ArithmeticException", "com.bank.Fee.of(Fee.java:12)"));
  }

  @Test
  void of_twoWaysToTheSamePlace_isOneFault() {
    assertThat(v1("a.E: x", "com.bank.Fee.of(F.java:1)", "com.bank.Refund.pay(R.java:1)"))
        .isEqualTo(v1("a.E: x", "com.bank.Fee.of(F.java:1)", "com.bank.Transfer.pay(T.java:1)"));
  }

  @Test
  void of_aGuardOnTop_countsItsCallerToo() {
    assertThat(v1("a.E: x", "com.bank.Money.requirePositive(M.java:1)", "com.bank.A.a(A.java:1)"))
        .isNotEqualTo(
            v1("a.E: x", "com.bank.Money.requirePositive(M.java:1)", "com.bank.B.b(B.java:1)"));
  }

  @Test
  void T19_of_aWrapperAddedByAFramework_isTheSameFault() {
    String bare =
        """
        java.sql.SQLException: refused
        \tat org.postgresql.Driver.connect(Driver.java:1)
        \tat com.bank.Ledger.write(Ledger.java:20)
        \tat org.springframework.Call.run(Call.java:1)
        """;
    String wrapped =
        """
        org.springframework.dao.DataAccessException: nested
        \tat org.springframework.Translator.translate(Translator.java:5)
        \tat com.bank.Ledger.write(Ledger.java:20)
        \tat org.springframework.Call.run(Call.java:1)
        Caused by: java.sql.SQLException: refused
        \tat org.postgresql.Driver.connect(Driver.java:1)
        \t... 2 more
        """;

    assertThat(group(wrapped).fingerprint()).isEqualTo(group(bare).fingerprint());
  }

  @Test
  void T19_of_aStackOverflow_isOneFaultWhereverTheStackEnded() {
    assertThat(overflow("com.bank.Tree.a", "com.bank.Tree.b", 0))
        .isEqualTo(overflow("com.bank.Tree.a", "com.bank.Tree.b", 1))
        .isNotEqualTo(overflow("com.bank.Tree.a", "com.bank.Tree.c", 0));
  }

  @Test
  void T19_of_noStackAtAll_tellsFaultsApartByMessageAndLogger() {
    Grouping one = Grouping.of(trace("a.E: account 6222020200112233 has 12.50"), OWN, "log");
    Grouping same = Grouping.of(trace("a.E: account 6222020200998877 has 7"), OWN, "log");
    Grouping other = Grouping.of(trace("a.E: no such account"), OWN, "log");

    assertThat(one.fingerprint()).isEqualTo(same.fingerprint()).isNotEqualTo(other.fingerprint());
    assertThat(one.because()).anyMatch(line -> line.contains("because there is no stack"));
  }

  @Test
  void T19_of_twoLambdasOfOneClass_staysTwoWhateverTheirNumbers() {
    Fingerprint pay = v1("a.E", "com.bank.Fee.lambda$pay$0(Fee.java:1)");

    assertThat(pay)
        .isEqualTo(v1("a.E", "com.bank.Fee.lambda$pay$7(Fee.java:1)"))
        .isNotEqualTo(v1("a.E", "com.bank.Fee.lambda$settle$0(Fee.java:1)"));
  }

  @Test
  void T18_normalise_ofNamesMadeUpAtRunTime_dropsWhatDiffers() {
    assertNormalised(
        "sun.reflect.GeneratedMethodAccessor12", "sun.reflect.GeneratedMethodAccessor");
    assertNormalised(
        "jdk.internal.reflect.GeneratedConstructorAccessor7",
        "jdk.internal.reflect.GeneratedConstructorAccessor");
    assertNormalised(
        "sun.reflect.GeneratedSerializationConstructorAccessor3",
        "sun.reflect.GeneratedSerializationConstructorAccessor");
    assertNormalised("a.B$$EnhancerBySpringCGLIB$$1a2b", "a.B$$EnhancerBySpringCGLIB");
    assertNormalised("a.B$$SpringCGLIB$$0", "a.B$$SpringCGLIB");
    assertNormalised("a.B$$FastClassByCGLIB$$9f", "a.B$$FastClassByCGLIB");
    assertNormalised("a.B$$_javassist_12", "a.B$$_javassist");
    assertNormalised("a.B$HibernateProxy$x9", "a.B$HibernateProxy");
    assertNormalised("a.B$$Lambda$14/0x000000080101", "a.B$$Lambda");
    assertNormalised("a.B$$Lambda/0x000000080101", "a.B$$Lambda");
    assertNormalised("a.B$$Lambda$14.123456", "a.B$$Lambda");
    assertNormalised("a.B$ByteBuddy$AbCd", "a.B$ByteBuddy");
    assertNormalised("a.B$MockitoMock$1", "a.B$MockitoMock");
    assertNormalised("$Proxy123", "$Proxy");
    assertNormalised("com.sun.proxy.$Proxy9", "jdk.proxy.$Proxy");
    assertNormalised("jdk.proxy2.$Proxy44", "jdk.proxy.$Proxy");
    assertNormalised("a.B$_run_closure12", "a.B$_run_closure");
    assertNormalised("a.B$$anonfun$apply$3", "a.B$$anonfun$apply");
    assertNormalised("a.B$Builder", "a.B$Builder");
    assertThat(FrameNames.normalise(new Frame("a.B$pay$1", "invokeSuspend", null, 0)))
        .isEqualTo("a.B$pay.invokeSuspend");
    assertThat(FrameNames.normalise(new Frame("a.B", "access$000", null, 0)))
        .isEqualTo("a.B.access$");
  }

  @Test
  void of_anyTrace_saysWhatCountedAndWhatDidNot() {
    Grouping grouping =
        group(
            """
            a.Wrapper: w
            \tat com.bank.A.a(A.java:1)
            Caused by: java.lang.ArithmeticException: / by zero
            \tat java.math.BigDecimal.divide(BigDecimal.java:1)
            \tat com.bank.Fx.rate(Fx.java:3)
            """);

    assertThat(grouping.because())
        .contains(
            "counted: root cause java.lang.ArithmeticException",
            "counted: own frame com.bank.Fx.rate",
            "not counted: 1 frames of the JDK, frameworks and generated code",
            "not counted: a.Wrapper around the root cause");
  }

  @Test
  void rank_ofATrace_putsTheTopmostOwnFrameFirstAndGuardsBehindTheirCaller() {
    StackTrace trace =
        trace(
            """
            a.E: x
            \tat java.util.List.get(List.java:1)
            \tat com.bank.Money.requirePositive(Money.java:4)
            \tat com.bank.Fee.of(Fee.java:12)
            \tat com.bank.Refund.pay(Refund.java:30)
            """);

    assertThat(Culprit.rank(trace, OWN))
        .extracting(culprit -> culprit.frame().className())
        .containsExactly("com.bank.Fee", "com.bank.Money", "com.bank.Refund");
  }

  private static void assertNormalised(String name, String expected) {
    assertThat(FrameNames.normaliseClass(name)).isEqualTo(expected);
  }

  private static Fingerprint overflow(String a, String b, int offset) {
    List<String> cycle = List.of(a, b);
    String frames =
        IntStream.range(offset, 1_000 + offset)
            .mapToObj(i -> "\tat " + cycle.get(i % 2) + "(Tree.java:1)\n")
            .collect(Collectors.joining());
    return group("java.lang.StackOverflowError\n\tat java.util.Map.get(Map.java:1)\n" + frames)
        .fingerprint();
  }

  private static Fingerprint v1(String head, String... frames) {
    String text = head;
    for (String frame : frames) {
      text += "\n\tat " + frame;
    }
    return group(text).fingerprint();
  }

  private static Grouping group(String text) {
    return Grouping.of(trace(text), OWN, "logger");
  }

  private static StackTrace trace(String text) {
    return StackTrace.parse(text).orElseThrow();
  }
}
