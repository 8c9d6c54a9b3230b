package io.tocsin.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.fault.Frame;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.fault.StackTrace;
import io.tocsin.model.fault.StackTraceScan;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackTraceTextTest {
  private static StackTrace parsed(String report) {
    List<StackTrace> traces =
        StackTraceScan.in("before\n" + HsErr.read(report).stackTrace() + "after\n");
    assertThat(traces).hasSize(1);
    return traces.getFirst();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk17-unsafe.log", "jdk25-unsafe.log"})
  void stackTrace_ofRealCrash_isReadByTheModelsReader(String sample) {
    StackTrace trace = parsed(Samples.text(sample));

    assertThat(trace.root().type()).isEqualTo("jvm.crash.SIGSEGV");
    assertThat(trace.root().message()).contains("(0xb) at V", "Unsafe_PutLong");
    assertThat(trace.root().frames().getFirst().className()).isEqualTo("jdk.native.libjvm.so");
    OwnCode own = OwnCode.byDefault();
    assertThat(trace.root().frames().stream().filter(own::isOwn).findFirst())
        .map(Frame::className)
        .hasValue("com.example.ledger.LedgerService");
  }

  @Test
  void stackTrace_ofNativeLibrary_isOfItsOwnPackageWithoutRandomNumbers() {
    StackTrace trace =
        parsed(
            """
            #  SIGSEGV (0xb) at pc=0x00007f11cbec3480, pid=101755, tid=139714768807680
            Native frames: (J=compiled Java code, j=interpreted, Vv=VM code, C=native code)
            C  [jna8588255081773605818.tmp+0x13c480]  CkMultiByteBase::nextIdx()+0x10
            C  [libc.so.6+0x7b93c]  cfree+0x1c
            C  0x0000000000000000
            V  [libjvm.so+0xaa477d]

            """);

    assertThat(trace.root().frames())
        .extracting(frame -> frame.className() + "." + frame.method())
        .containsExactly(
            "native.jna.tmp.CkMultiByteBase::nextIdx",
            "jdk.native.libc.so.6.cfree",
            "native.unmapped.null",
            "jdk.native.libjvm.so.offset_0xaa477d");
  }

  @Test
  void stackTrace_ofTheSameCrashElsewhere_isTheSame() {
    String one =
        "#  SIGSEGV (0xb) at pc=0x00007f11cbec3480, pid=1, tid=2\n"
            + "Native frames:\nV  [libjvm.so+0xf1]  f(int)+0x10\nj  a.B$$Lambda+0x0000111.run()V+4\n";
    String other =
        "#  SIGSEGV (0xb) at pc=0x00007f22aaaa3480, pid=3, tid=4\n"
            + "Native frames:\nV  [libjvm.so+0xf1]  f(int)+0x10\nj  a.B$$Lambda+0x0000222.run()V+4\n";

    assertThat(HsErr.read(one).stackTrace()).isEqualTo(HsErr.read(other).stackTrace());
  }

  @Test
  void stackTrace_withoutFrames_stillNamesTheError() {
    assertThat(HsErr.read("").stackTrace()).isEqualTo("jvm.crash.Unknown: \n");
  }
}
