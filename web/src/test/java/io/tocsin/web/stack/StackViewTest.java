package io.tocsin.web.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.fault.Frame;
import io.tocsin.model.fault.OwnCode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StackViewTest {
  private static final OwnCode OWN = OwnCode.byDefault();
  private static final Frame CULPRIT = new Frame("com.bank.Fee", "rate", "Fee.java", 12);
  private static final String WRAPPED =
      """
      org.springframework.Wrapper: outer
      \tat org.springframework.a.A.x(A.java:1)
      \tat com.bank.Entry.handle(Entry.java:5)
      Caused by: java.lang.NullPointerException: fee is null
      \tat java.base/java.util.Objects.requireNonNull(Objects.java:220)
      \tat com.bank.Fee.rate(Fee.java:12)
      \tat com.bank.Entry.handle(Entry.java:5)
      \tat org.springframework.b.B.y(B.java:2)
      \tat org.apache.catalina.C.z(C.java:3)
      \tat java.base/java.lang.Thread.run(Thread.java:1)
      \t... 2 more
      """;

  @Test
  void of_aChain_hasAStepForEachCause_theLastBeingTheRoot() {
    StackView view = StackView.of(WRAPPED, CULPRIT, OWN, frames -> Map.of());

    assertThat(view.steps()).extracting(StackView.Step::root).containsExactly(false, true);
    assertThat(view.steps().get(1).omitted()).isEqualTo(2);
    assertThat(view.raw()).isEqualTo(WRAPPED);
  }

  @Test
  void of_framesOfOthersInARow_foldsThemWithTheirMakers() {
    StackView.Step root = StackView.of(WRAPPED, CULPRIT, OWN, frames -> Map.of()).steps().get(1);

    assertThat(root.lines()).hasSize(4);
    assertThat(root.lines().getLast())
        .isInstanceOfSatisfying(
            StackView.Fold.class,
            fold -> {
              assertThat(fold.frames()).hasSize(3);
              assertThat(fold.whose()).isEqualTo("Spring, Tomcat, JDK");
            });
  }

  @Test
  void of_theCulprit_marksItOnceInTheInnermostThrowableThatHasIt() {
    long marked =
        StackView.of(WRAPPED, CULPRIT, OWN, frames -> Map.of()).steps().get(1).lines().stream()
            .filter(line -> line instanceof StackView.Shown shown && shown.culprit())
            .count();

    assertThat(marked).isEqualTo(1);
  }

  @Test
  void of_aTraceWithoutLines_marksTheCulpritByItsMethod() {
    String fatal =
        """
        jvm.crash.SIGSEGV: died
        \tat sun.misc.Unsafe.getByte(Unknown Source)
        \tat com.bank.Fee.rate(Unknown Source)
        """;

    assertThat(StackView.of(fatal, CULPRIT, OWN, frames -> Map.of()).steps().getFirst().lines())
        .filteredOn(line -> line instanceof StackView.Shown shown && shown.culprit())
        .singleElement()
        .extracting(line -> ((StackView.Shown) line).name())
        .isEqualTo("com.bank.Fee.rate");
  }

  @Test
  void of_ownFrames_leadToTheirSource() {
    StackView.Step root =
        StackView.of(WRAPPED, CULPRIT, OWN, frames -> Map.of(CULPRIT, "https://git/Fee.java#L12"))
            .steps()
            .get(1);

    assertThat(root.lines())
        .filteredOn(line -> line instanceof StackView.Shown shown && shown.source() != null)
        .singleElement()
        .isEqualTo(new StackView.Shown(CULPRIT, true, true, "https://git/Fee.java#L12"));
  }

  @Test
  void of_textThatIsNoTrace_keepsItRaw() {
    assertThat(StackView.of("it just broke", null, OWN, frames -> Map.of()))
        .isEqualTo(new StackView(java.util.List.of(), "it just broke"));
  }
}
