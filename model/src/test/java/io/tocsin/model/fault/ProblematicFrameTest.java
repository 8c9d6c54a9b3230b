package io.tocsin.model.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines as HotSpot's fatal error logs have them. */
class ProblematicFrameTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "# C  [libzip.so+0x12522]  newEntry+0x62| libzip.so newEntry",
        "C  [libc.so.6+0x18b0ac]| libc.so",
        "C  [/usr/lib/libssl.so.1.1+0x4e2f1]  SSL_free+0x11| libssl.so SSL_free",
        "C  [libnetty_tcnative_linux_x86_641234567890123.so+0x1]  x| libnetty_tcnative_linux_x86.so"
            + " x",
        "C  [snappy-1.1.8-2f1e9a3c-1b2c-4d5e-8f90-123456789abc-libsnappyjava.so+0x1ab0]|"
            + " snappy-libsnappyjava.so",
        "V  [libjvm.so+0x8a1b2c]  PhaseIdealLoop::build_loop_late_post(Node*)+0x13e| libjvm.so"
            + " PhaseIdealLoop::build_loop_late_post(Node*)",
        "V  [libjvm.so+0xe9f0d4]  Unsafe_GetLong+0x54| libjvm.so Unsafe_GetLong",
        "J 1234 c2 com.bank.Rates.lookup(Ljava/lang/String;)D (45 bytes) @ 0x00007f [0x7f+0x1c]|"
            + " com.bank.Rates.lookup",
        "J 77% c1 com.bank.Rates.lookup(I)D (45 bytes) @ 0x00007f [0x7f+0x1c]|"
            + " com.bank.Rates.lookup",
        "J 12  sun.misc.Unsafe.getByte(J)B java.base@21 (0 bytes) @ 0x1 [0x1+0x1]|"
            + " sun.misc.Unsafe.getByte",
        "J c1 sun.misc.Unsafe.getByte(J)B jdk.unsupported@0| sun.misc.Unsafe.getByte",
        "J java.lang.Object.hashCode()I java.base@25| java.lang.Object.hashCode",
        "j  sun.misc.Unsafe.getAddress(J)J+0| sun.misc.Unsafe.getAddress",
        "v  ~StubRoutines::jbyte_disjoint_arraycopy| StubRoutines::jbyte_disjoint_arraycopy",
        "v  ~StubRoutines::Unsafe_setMemory 0x00007f2a| StubRoutines::Unsafe_setMemory"
      })
  void names_areWithoutWhatDiffersFromRunToRun(String line, String told) {
    assertThat(ProblematicFrame.parse(line)).hasToString(told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "#", "C  0x0000000000000000", "nonsense [", "J"})
  void whatCannotBeRead_isUnknown(String line) {
    assertThat(ProblematicFrame.parse(line)).hasToString("unknown");
  }
}
