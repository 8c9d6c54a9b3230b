package io.tocsin.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "j  jdk.internal.misc.Unsafe.getByte(J)B+3 java.base@17.0.1|INTERPRETED|jdk.internal.misc.Unsafe|getByte|(J)B|java.base|''",
        "j  TestCrash.main([Ljava/lang/String;)V+4|INTERPRETED|TestCrash|main|([Ljava/lang/String;)V|''|''",
        "J 3285 c2 java.util.AbstractList.subListRangeCheck(III)V java.base@12.0.1 (110 bytes) @ 0x00007f682098912c [0x00007f68209891a0+0xffffffffffffff8c]|COMPILED|java.util.AbstractList|subListRangeCheck|(III)V|java.base|c2",
        "J 18293% C2 a.b.C$5.run()V (690 bytes) @ 0x00007ff0dd9fd0f4 [0x00007ff0dd9fcee0+0x214]|COMPILED|a.b.C$5|run|()V|''|c2",
        "J 10498  org.GTK.gtk_main_do_event(J)V (0 bytes) @ 0x00007ff0de953e41 [0x00007ff0de953e00+0x41]|COMPILED|org.GTK|gtk_main_do_event|(J)V|''|''",
        "j  a.B$$Lambda+0x000078f2c4001000.run()V+4|INTERPRETED|a.B$$Lambda+0x000078f2c4001000|run|()V|''|''",
        "# j  a.B.<init>(Lc/D;)V+1|INTERPRETED|a.B|<init>|(Lc/D;)V|''|''"
      })
  void read_javaFrame_hasClassMethodAndKind(
      String line,
      CrashFrame.Kind kind,
      String className,
      String method,
      String descriptor,
      String module,
      String compiler) {
    CrashFrame frame = FrameReader.read(line).orElseThrow();

    assertThat(frame.kind()).isEqualTo(kind);
    assertThat(frame.isJava()).isTrue();
    assertThat(frame.className()).isEqualTo(className);
    assertThat(frame.method()).isEqualTo(method);
    assertThat(frame.descriptor()).isEqualTo(descriptor);
    assertThat(frame.module()).isEqualTo(module);
    assertThat(frame.compiler()).isEqualTo(compiler);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "V  [libjvm.so+0xf160f4]  Unsafe_GetByte+0x134|libjvm.so|0xf160f4|Unsafe_GetByte",
        "V  [libjvm.so+0xaa477d]|libjvm.so|0xaa477d|''",
        "V  [libjvm.so+0xa2e12d]  void A::mark_loop<B, true>(B*, unsigned short*)+0x19d|libjvm.so|0xa2e12d|A::mark_loop",
        "V  [libjvm.so+0x6cd5c8]  jni_invoke(JNIEnv_*, Thread*) [clone .constprop.109]+0x208|libjvm.so|0x6cd5c8|jni_invoke",
        "V  [libjvm.so+0x843918]  JNIHandleBlock*JNIHandleBlock::allocate_block(Thread*)+0xf0|libjvm.so|0x843918|JNIHandleBlock*JNIHandleBlock::allocate_block",
        "C  [ntdll.dll+0xaa49d]|ntdll.dll|0xaa49d|''",
        "C  0x0000000030000000|''|0x0000000030000000|''"
      })
  void read_nativeFrame_hasLibraryOffsetAndSymbol(
      String line, String library, String offset, String symbol) {
    CrashFrame frame = FrameReader.read(line).orElseThrow();

    assertThat(frame.isJava()).isFalse();
    assertThat(frame.library()).isEqualTo(library);
    assertThat(frame.offset()).isEqualTo(offset);
    assertThat(frame.symbol()).isEqualTo(symbol);
  }

  @Test
  void read_stub_hasItsName() {
    CrashFrame frame =
        FrameReader.read("v  ~StubRoutines::call_stub 0x00007fadcf88acc6").orElseThrow();

    assertThat(frame.kind()).isEqualTo(CrashFrame.Kind.STUB);
    assertThat(frame.method()).isEqualTo("StubRoutines::call_stub");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "#", "V", "j  ", "C  [", "J 12", "x  something", "Java frames:", "j  a.b"})
  void read_noFrame_isEmptyOrNamesNothing(String line) {
    assertThat(FrameReader.read(line))
        .satisfiesAnyOf(
            frame -> assertThat(frame).isEmpty(),
            frame -> assertThat(frame.orElseThrow().className()).isEmpty());
  }
}
