package io.tocsin.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small reports of one finding each; whole ones are in PublicReportsTest. */
class DiagnosesTest {
  private static final String SHORT_OF_MEMORY =
      """
      # There is insufficient memory for the Java Runtime Environment to continue.
      # Native memory allocation (mmap) failed to map 1073741824 bytes for committing reserved memory.
      #  Out of Memory Error (os_linux.cpp:2798), pid=1234, tid=12
      # Java VM: OpenJDK 64-Bit Server VM (17.0.18+8, mixed mode, parallel gc, linux-amd64)
      """;

  private static List<String> ids(String report) {
    return HsErr.read(report).diagnoses().stream().map(Diagnosis::id).toList();
  }

  private static String signal(String frame) {
    return "#  SIGSEGV (0xb) at pc=0x1, pid=1, tid=2\n# Problematic frame:\n# " + frame + "\n#\n";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "V  [libjvm.so+0x1]  Foo::bar()+0x2|error_libjvm_so",
        "V  [jvm.dll+0x1]|error_jvm_dll",
        "V  [libjvm.so+0x1]  Unsafe_CopyMemory+0x2|error_unsafe",
        "C  [libfoo.so+0x1]  bar+0x2|error_native_library",
        "C  0x0000000000000000|error_unmapped_code",
        "C  [libasyncProfiler.so+0x1]  walk+0x2|error_profiler",
        "C  [jna123.tmp+0x1]|error_jna",
        "J 12 C2 a.B.c()V (1 bytes) @ 0x1 [0x1+0x1]|error_compiled_java_code",
        "j  a.B.c()V+1|error_interpreted_java_code",
        "v  ~StubRoutines::jlong_disjoint_arraycopy|error_stubroutines"
      })
  void diagnoses_byFrame_nameWhoFailedWithTheLine(String frame, String id) {
    CrashReport report = HsErr.read(signal(frame));

    assertThat(report.diagnoses())
        .first()
        .satisfies(first -> {
          assertThat(first.id()).isEqualTo(id);
          assertThat(first.sentence()).isNotBlank();
          assertThat(first.lines()).extracting(Line::number).containsExactly(3);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "C  [libzip.so+0x1]  readCEN+0x2|java.util.zip.ZipFile.getEntry(J[BZ)J|error_jdk8_zipfile_contention",
        "C  [libzip.so+0x1]  deflate+0x2|java.util.zip.Deflater.deflateBytes(J[BIII)I|error_jdk8_deflate_contention",
        "C  [libclntsh.so.12.1+0x1]  kpuex+0x2|oracle.jdbc.driver.T2CStatement.t2cQuery(J)I|error_oracle_jdbc_oci_driver",
        "C  [sqljdbc_auth.dll+0x1]|com.microsoft.sqlserver.jdbc.AuthenticationJNI.SNISecGenClientContext([B)I|error_microsoft_sql_server_native",
        "v  ~StubRoutines::jbyte_disjoint_arraycopy|com.itextpdf.io.source.MappedChannel.get(J)I|error_itext_io"
      })
  void diagnoses_nativeCodeByItsCaller_namesTheKnownFault(String frame, String caller, String id) {
    String report =
        signal(frame)
                .replace(
                    "# Problematic",
                    "# JRE version: OpenJDK Runtime Environment (8.0_482-b08) (build 1.8.0_482-b08)\n# Problematic")
            + "Java frames:\nj  "
            + caller
            + "+0\nj  a.B.c()V+1\n";

    assertThat(ids(report))
        .startsWith(id)
        .doesNotContain("error_native_library", "error_stubroutines");
  }

  @Test
  void diagnoses_compilerThread_takesTheBlameFromTheLibrary() {
    String report =
        signal("V  [libjvm.so+0x1]  PhaseChaitin::Split()+0x2")
            + "Current thread (0x1):  JavaThread \"C2 CompilerThread0\" daemon [_thread_in_native, id=1]\n"
            + "Current CompileTask:\nC2:  100   12       4       a.B::c (12 bytes)\n";

    assertThat(ids(report)).contains("error_compiler_thread").doesNotContain("error_libjvm_so");
    assertThat(HsErr.read(report).diagnoses().getFirst().lines()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "si_signo: 11 (SIGSEGV), si_code: 1 (SEGV_MAPERR), si_addr: 0x0000000000000008|error_pointer_null",
        "si_signo: 11 (SIGSEGV), si_code: 128 (SI_KERNEL), si_addr: 0x0000000000000000|error_pointer_invalid",
        "EXCEPTION_ACCESS_VIOLATION (0xc0000005), reading address 0xffffffffffffffff|error_pointer_invalid",
        "si_signo: 7 (SIGBUS), si_code: 2 (BUS_ADRERR), si_addr: 0x00007f0000000000|info_sigcode_bus_adrerr",
        "si_signo: 11 (SIGSEGV), si_code: 0 (SI_USER), si_pid: 1, si_uid: 0|info_sigcode_si_user"
      })
  void diagnoses_siginfo_isPutInWords(String siginfo, String id) {
    assertThat(ids(signal("V  [libjvm.so+0x1]") + "siginfo: " + siginfo + "\n")).contains(id);
  }

  @Test
  void diagnoses_stackUsedUp_isAnOverflow() {
    String report =
        signal("C  [libfoo.so+0x1]  recurse+0x2") + "Stack: [0x1,0x2],  sp=0x1,  free space=4k\n";

    assertThat(ids(report)).contains("error_stackoverflow");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Nothing known of the machine.
        "''|error_oome_native_or_external",
        // Plenty is free: a limit.
        "Memory: 4k page, physical 16000000k(8000000k free), swap 0k(0k free)|error_oome_rlimit",
        // None is free and most is the JVM's.
        "Heap:; PSYoungGen      total 9000000K, used 1K [0x0, 0x0, 0x0);Memory: 4k page, physical 16000000k(10000k free), swap 0k(0k free)|error_oome_jvm",
        // None is free and most is others'.
        "Heap:; PSYoungGen      total 900000K, used 1K [0x0, 0x0, 0x0);Memory: 4k page, physical 16000000k(10000k free), swap 0k(0k free)|error_oome_external",
        // The kernel keeps to its commit limit and it is reached.
        "/proc/meminfo:;MemTotal: 16000000 kB;CommitLimit: 8000000 kB;Committed_AS: 7900000 kB;;Memory: 4k page, physical 16000000k(8000000k free), swap 0k(0k free)|error_oome_overcommit_rlimit",
        // It died before it ran anything, with a heap larger than the machine.
        "VM state: not at safepoint (not fully initialized);VM Arguments:;jvm_args: -Xms64g -Xmx64g;Memory: 4k page, physical 16000000k(10000k free), swap 0k(0k free)|error_oome_jvm_startup"
      })
  void diagnoses_memoryShortage_isFoundByExclusion(String machine, String id) {
    assertThat(ids(SHORT_OF_MEMORY + machine.replace(';', '\n') + "\n")).contains(id);
  }

  @Test
  void diagnoses_containerAtItsLimit_saysSo() {
    String report =
        SHORT_OF_MEMORY
            + "container (cgroup) information:\nmemory_limit_in_bytes: 524288 k\nmemory_usage_in_bytes: 523000 k\n"
            + "\nMemory: 4k page, physical 524288k(1288k free), swap 0k(0k free)\n";

    assertThat(ids(report)).contains("error_oome_container", "info_cgroup_memory_limit");
  }

  @Test
  void diagnoses_mapsAtTheirLimit_saysSo() {
    StringBuilder report = new StringBuilder(SHORT_OF_MEMORY).append("Dynamic libraries:\n");
    for (int i = 0; i < 95; i++) {
      report.append("7f00-7f01 r-xp 00000000 fe:00 12  /lib/libx.so\n");
    }
    report.append(
        "\n/proc/sys/vm/max_map_count (maximum number of memory map areas a process may have): 100\n");

    assertThat(ids(report.toString())).contains("error_max_map_count");
  }

  @Test
  void diagnoses_heapUsedUpWithCrashOnIt_isNoDefectOfTheJvm() {
    String report =
        "#  Internal Error (debug.cpp:308), pid=1, tid=2\n"
            + "#  fatal error: OutOfMemory encountered: Java heap space\n#\n"
            + "Native frames:\nV  [libjvm.so+0x1]  VMError::report_and_die(int)+0x1\n"
            + "V  [libjvm.so+0x2]  report_java_out_of_memory(char const*)+0x1\n";

    assertThat(ids(report)).contains("error_oome_java_heap").doesNotContain("error_libjvm_so");
  }

  @Test
  void diagnoses_errorsComeFirst() {
    List<String> ids = ids(Samples.text("jdk17-unsafe.log"));

    assertThat(ids).isSortedAccordingTo((a, b) -> Integer.compare(rank(a), rank(b)));
    assertThat(ids).startsWith("error_unsafe");
  }

  private static int rank(String id) {
    return List.of("error", "warn", "info").indexOf(id.substring(0, id.indexOf('_')));
  }
}
