package io.tocsin.model.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CrashGroupingTest {
  private static final Frame UNSAFE =
      new Frame("jdk.internal.misc.Unsafe", "getLong", "Unsafe.java", 0);
  private static final Frame LOOKUP = new Frame("com.bank.Rates", "lookup", "Rates.java", 40);
  private static final Frame QUOTE = new Frame("com.bank.Quotes", "quote", "Quotes.java", 12);

  private static CrashGrouping crash(String type, String died, Frame... frames) {
    return CrashGrouping.of(
        type, ProblematicFrame.parse(died), List.of(frames), OwnCode.byDefault());
  }

  private static Fingerprint print(String type, String died, Frame... frames) {
    return crash(type, died, frames).grouping().fingerprint();
  }

  @Test
  void theTopmostOwnFrame_isTheCulprit() {
    CrashGrouping crash = crash("SIGSEGV", "C [libx.so+0x1] f+0x2", UNSAFE, LOOKUP, QUOTE);
    assertThat(crash.culprit()).contains(LOOKUP);
    assertThat(crash.culpritBecause()).isEqualTo("topmost own frame of the thread that died");
    assertThat(crash.grouping().because())
        .containsExactly(
            "counted: fatal error SIGSEGV",
            "counted: problematic frame libx.so f",
            "counted: topmost own frame com.bank.Rates.lookup");
  }

  @Test
  void theSameCrashAtOtherAddresses_isTheSameFault() {
    assertThat(print("SIGSEGV", "C  [libx.so.1+0x99]  f+0x2", LOOKUP))
        .isEqualTo(print("SIGSEGV", "# C  [libx.so.2+0x11]  f+0x7", LOOKUP, QUOTE));
  }

  @Test
  void interpretedOrCompiled_isTheSameFault() {
    assertThat(print("SIGSEGV", "J 12 c2 com.bank.Rates.lookup(I)D (4 bytes) @ 0x1", LOOKUP))
        .isEqualTo(print("SIGSEGV", "V  [libjvm.so+0x1]  Unsafe_GetLong+0x54", UNSAFE, LOOKUP));
  }

  @Test
  void otherSignalFrameOrCaller_isAnotherFault() {
    Fingerprint one = print("SIGSEGV", "C [libx.so+0x1] f", LOOKUP);
    assertThat(one)
        .isNotEqualTo(print("SIGBUS", "C [libx.so+0x1] f", LOOKUP))
        .isNotEqualTo(print("SIGSEGV", "C [libx.so+0x1] g", LOOKUP))
        .isNotEqualTo(print("SIGSEGV", "C [libx.so+0x1] f", QUOTE));
  }

  @Test
  void withoutOwnFrame_thereIsNoCulprit() {
    CrashGrouping crash = crash("SIGSEGV", "V [libjvm.so+0x1] PhaseCFG::schedule()+0x1");
    assertThat(crash.culprit()).isEmpty();
    assertThat(crash.culpritBecause()).startsWith("no own Java frame");
  }

  @Test
  void theProfilersOwnCrash_blamesNoFrameOfTheService() {
    CrashGrouping crash = crash("SIGSEGV", "C  [libasyncProfiler.so+0x1]  walkVM+0x3", LOOKUP);
    assertThat(crash.culprit()).isEmpty();
    assertThat(crash.grouping().fingerprint())
        .isEqualTo(print("SIGSEGV", "C  [libasyncProfiler.so+0x2]  walkVM+0x4", QUOTE));
  }
}
