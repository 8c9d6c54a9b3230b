package io.tocsin.collector.receiver.filelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.tocsin.collector.receiver.filelog.checkpoint.Checkpoint;
import io.tocsin.collector.receiver.filelog.format.FormatConfig;
import io.tocsin.model.log.LogRefusedException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines to records: limits, encodings, several lines a record, refusals, kills. */
class TailTest {
  @TempDir Path folder;
  private @Nullable Followed followed;

  @AfterEach
  void close() {
    if (followed != null) {
      followed.close();
    }
  }

  private Followed on(FilelogConfig config) {
    followed = new Followed(folder, config);
    return followed;
  }

  private Followed lines() {
    return on(Followed.config(folder, "*.log"));
  }

  private Followed joined(FormatConfig format) {
    return on(Followed.config(folder, format, MultilineConfig.defaults(), 1 << 20, "*.log"));
  }

  @Test
  void lineWithoutAnEnd_isTakenAfterItsTime() {
    Followed tail = lines();
    tail.append("a.log", "one\r\ntw");
    assertThat(tail.follow().bodies()).containsExactly("one");
    tail.append("a.log", "o");
    assertThat(tail.follow().bodies()).containsExactly("one");
    tail.pass(Duration.ofSeconds(1));
    assertThat(tail.follow().bodies()).containsExactly("one", "two");
    tail.append("a.log", "\n\nthree\n");
    assertThat(tail.follow().bodies()).containsExactly("one", "two", "three");
  }

  @Test
  void longLine_isCutAndCounted() {
    Followed tail = on(Followed.config(folder, Followed.RAW, Followed.LINES, 1_000, "*.log"));
    tail.append("a.log", "short\n" + "x".repeat(5_000) + "\nnext\n" + "y".repeat(9_000_000));
    tail.follow();
    tail.append("a.log", "y".repeat(9_000_000));
    tail.follow();
    tail.restart();
    tail.append("a.log", "yyy\nlast\n");
    tail.follow();

    assertThat(tail.bodies())
        .containsExactly("short", "x".repeat(1_000), "next", "y".repeat(1_000), "last");
    assertThat(tail.counts.cutRecords(folder.resolve("*.log").toString())).isEqualTo(2);
  }

  @Test
  void stackTrace_isOneRecordWithItsException() {
    Followed tail = joined(Followed.RAW);
    tail.append(
        "a.log",
        "refund failed\njava.lang.IllegalStateException: no\n\tat a.B.c(B.java:1)\n"
            + "Caused by: java.io.IOException\n\t... 1 more\nnext\n");
    tail.follow();
    tail.append("a.log", "  and more of it\n");
    tail.follow();

    assertThat(tail.bodies()).containsExactly("refund failed");
    assertThat(tail.followToTheEnd().bodies())
        .containsExactly("refund failed", "next\n  and more of it");
    LogRecord failure = tail.records().getFirst();
    assertThat(failure.getAttributesList().toString())
        .contains("java.lang.IllegalStateException", "exception.stacktrace", "... 1 more");
  }

  @Test
  void recordOfTooManyLines_isCutWhereverTheFileEndsMeanwhile() {
    MultilineConfig three = new MultilineConfig(MultilineConfig.Mode.AUTOMATIC, null, 3, 1 << 20);
    Followed tail = on(Followed.config(folder, Followed.RAW, three, 1 << 20, "*.log"));
    tail.append("a.log", "head\n 1\n 2\n 3\n 4\n");
    tail.follow();
    tail.restart();
    tail.append("a.log", " 5\nnext\n");
    tail.followToTheEnd();

    assertThat(tail.bodies()).containsExactly("head\n 1\n 2", "next");
    assertThat(tail.counts.cutRecords(folder.resolve("*.log").toString())).isEqualTo(1);
  }

  @Test
  void startPattern_decidesAlone() {
    MultilineConfig starts =
        new MultilineConfig(MultilineConfig.Mode.AUTOMATIC, "^\\[", 2_000, 1 << 20);
    Followed tail = on(Followed.config(folder, Followed.RAW, starts, 1 << 20, "*.log"));
    tail.append("a.log", "[1] a\nb\n\n\tc\n[2] d\n");

    assertThat(tail.followToTheEnd().bodies()).containsExactly("[1] a\nb\n\n\tc", "[2] d");
  }

  @Test
  void jsonLine_isNotHeldUpByWhatFollows() {
    Followed tail = joined(FormatConfig.of(FormatConfig.Type.JSON));
    tail.append("a.log", "{\"message\":\"m\",\"logger\":\"l\"}\nno json\n\tat a.B.c(B.java:1)\n");

    assertThat(tail.follow().bodies()).containsExactly("m");
    assertThat(tail.followToTheEnd().bodies()).hasSize(2);
    assertThat(tail.counts.unparsedRecords(folder.resolve("*.log").toString())).isEqualTo(1);
    assertThat(tail.resources().getFirst().getScopeLogs(0).getScope().getName()).isEqualTo("l");
  }

  @Test
  void recordsOfSeveralLoggers_stayInTheirOrder() {
    Followed tail =
        on(
            Followed.config(
                folder,
                FormatConfig.of(FormatConfig.Type.LOGFMT),
                Followed.LINES,
                1 << 20,
                "*.log"));
    tail.append("a.log", "logger=a msg=1\nlogger=b msg=2\nlogger=b msg=3\nmsg=4\nlogger=a msg=5\n");

    assertThat(tail.follow().bodies()).containsExactly("1", "2", "3", "4", "5");
    ResourceLogs resource = tail.resources().getFirst();
    assertThat(resource.getScopeLogsList())
        .extracting(scope -> scope.getScope().getName())
        .containsExactly("a", "b", "", "a");
    assertThat(resource.getResource().toString())
        .contains("service.name", "payments", "log.file.name", "a.log");
  }

  @Test
  void gbk_isDecoded() {
    FilelogConfig config = with(Map.of(), "gbk", 10);
    Followed tail = on(config).follow();
    tail.append("a.log", "余额不足\n".getBytes(Charset.forName("GBK")));

    assertThat(tail.follow().bodies()).containsExactly("余额不足");
  }

  @Test
  void brokenUtf8AndByteOrderMark_areNoTrouble() {
    Followed tail = lines();
    tail.append("a.log", "\ufeffone\n".getBytes(StandardCharsets.UTF_8));
    tail.append("a.log", new byte[] {'a', (byte) 0xff, 'b', '\n'});

    assertThat(tail.follow().bodies()).containsExactly("one", "a\ufffdb");
  }

  private FilelogConfig with(Map<String, String> resource, String encoding, int maxOpen) {
    return new FilelogConfig(
        List.of(folder + "/*.log", folder + "/**/*.txt"),
        List.of(folder + "/not-*"),
        "default",
        FilelogConfig.StartAt.END,
        Followed.RAW,
        Followed.LINES,
        resource,
        false,
        true,
        encoding,
        Duration.ofMillis(200),
        Duration.ofMillis(500),
        1 << 20,
        1_000,
        maxOpen,
        100,
        Duration.ofSeconds(30),
        Duration.ofDays(7),
        64 * 1_024,
        100);
  }

  @Test
  void startAtEnd_skipsWhatWasThereAndNothingElse() throws IOException {
    Files.writeString(folder.resolve("a.log"), "old\nhalf a li");
    Followed tail = on(with(Map.of(), "utf-8", 10));
    tail.follow();
    tail.append("a.log", "ne\nnew\n");
    tail.append("b.log", "all of it\n");
    tail.append("not-this.log", "no\n");
    tail.follow();
    tail.append("c.log", "came while down\n");
    tail.restart();
    tail.follow();

    assertThat(tail.bodies()).containsExactly("new", "all of it", "came while down");
  }

  @Test
  void moreFilesThanMayBeOpen_areAllRead() {
    Followed tail = on(with(Map.of(), "utf-8", 2));
    tail.follow();
    List<String> expected = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      for (int file = 0; file < 20; file++) {
        String line = "line %d of file %d, long enough to know the file by its first bytes";
        tail.append("f" + file + ".log", line.formatted(round, file) + "\n");
        expected.add(line.formatted(round, file));
      }
      tail.follow();
      assertThat(tail.tail.status().open()).isLessThanOrEqualTo(2);
    }

    assertThat(tail.bodies()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void wildcardsOfThePath_fillTheResource() throws IOException {
    Files.createDirectories(folder.resolve("x/pay"));
    FilelogConfig config = with(Map.of("service.name", "s-${1}", "f", "${file}"), "utf-8", 10);
    Followed tail = on(config);
    tail.follow();
    tail.append("ledger.log", "a\n");
    tail.append("x/pay/1.txt", "b\n");
    tail.follow();

    assertThat(tail.resources())
        .extracting(resource -> resource.getResource().toString())
        .satisfiesExactlyInAnyOrder(
            first -> assertThat(first).contains("s-ledger", "ledger.log"),
            second -> assertThat(second).contains("s-x/pay", "1.txt"));
  }

  @Test
  void unknownVariableOfTheResource_isRefused() {
    assertThatThrownBy(() -> with(Map.of("a", "${2}"), "utf-8", 10))
        .hasMessageStartingWith("resource.a: ${2} (expected: ");
    assertThatThrownBy(() -> with(Map.of(), "utf-16", 10))
        .hasMessageStartingWith("encoding: utf-16");
  }

  @Test
  void refusal_waitsAndSkipsNothing() throws IOException {
    Followed tail = lines();
    tail.append("a.log", "one\n");
    tail.log.refuse(
        new LogRefusedException(
            LogRefusedException.Reason.FULL, "the log is full", Duration.ofSeconds(5)));
    tail.pass(Duration.ofMillis(200));
    Batch batch = tail.tail.next().orElseThrow();

    assertThat(tail.delivery.attempt(batch)).isEqualTo(Duration.ofSeconds(5));
    assertThat(tail.delivery.waiting()).contains("the log is full");
    tail.append("a.log", "two\n");
    tail.log.refuse(null);
    assertThat(tail.delivery.attempt(batch)).isZero();
    assertThat(tail.follow().bodies()).containsExactly("one", "two");
  }

  @Test
  void T28_killAnywhereBetweenIntentAndCheckpoint_storesEachLineOnce() throws IOException {
    Followed tail = lines();
    List<String> expected =
        IntStream.range(0, 1_000).mapToObj("line %d of the file"::formatted).toList();
    tail.append("a.log", String.join("\n", expected) + "\n");
    tail.pass(Duration.ofMillis(200));

    // Two are intended, as the reader is ahead; the log has one of them when the process dies.
    Batch first = tail.tail.next().orElseThrow();
    Batch second = tail.tail.next().orElseThrow();
    tail.delivery.attempt(first);
    tail.checkpoint().intend(second.ranges());
    tail.restart();
    tail.follow();
    assertThat(tail.bodies()).containsExactlyElementsOf(expected);

    // The log has it and the checkpoint does not say so.
    tail.append("a.log", "after\n");
    tail.pass(Duration.ofMillis(200));
    Batch third = tail.tail.next().orElseThrow();
    tail.log.refuse(null);
    byte[] before = Files.readAllBytes(folder.resolve("state/test.checkpoint"));
    tail.delivery.attempt(third);
    byte[] after = Files.readAllBytes(folder.resolve("state/test.checkpoint"));
    int done = new String(after, StandardCharsets.UTF_8).lastIndexOf("{\"done\"");
    assertThat(done).isGreaterThan(before.length);
    Files.write(folder.resolve("state/test.checkpoint"), java.util.Arrays.copyOf(after, done - 4));
    tail.append("a.log", "and again\n");
    tail.restart();
    tail.follow();

    assertThat(tail.bodies().subList(1_000, 1_002)).containsExactly("after", "and again");
    assertThat(tail.bodies()).hasSize(1_002);
  }

  @Test
  void T28_intendedRangeOfAFileThatIsGone_isCountedAsLost() throws IOException {
    Followed tail = lines();
    tail.append("a.log", "one\n");
    tail.pass(Duration.ofMillis(200));
    tail.checkpoint().intend(tail.tail.next().orElseThrow().ranges());
    Files.delete(folder.resolve("a.log"));
    tail.restart();
    tail.follow();
    tail.follow();

    assertThat(tail.bodies()).isEmpty();
    assertThat(tail.tail.status().lostBytes()).isEqualTo(4);
    assertThat(tail.checkpoint().pending()).isEmpty();
  }

  @Test
  void damagedCheckpoint_isPutAsideAndShown() throws IOException {
    Path path = folder.resolve("state/x.checkpoint");
    Files.createDirectories(path.getParent());
    Files.writeString(path, "no checkpoint\n");

    try (Checkpoint checkpoint = Checkpoint.open(path)) {
      assertThat(checkpoint.damage()).contains("put aside as");
      assertThat(checkpoint.files()).isEmpty();
    }
    assertThat(path.resolveSibling("x.checkpoint.damaged")).hasContent("no checkpoint\n");
  }

  @Test
  void checkpoint_staysSmall() throws IOException {
    Followed tail = lines();
    for (int i = 0; i < 50; i++) {
      tail.append("a.log", "x".repeat(100) + "\n");
      tail.follow();
    }
    tail.restart();

    assertThat(Files.size(folder.resolve("state/test.checkpoint"))).isLessThan(2_000);
  }

  @Test
  void fileThatCannotBeRead_isNamedUntilItCan() throws IOException {
    Followed tail = lines();
    tail.append("a.log", "secret\n");
    Path file = folder.resolve("a.log");
    Files.setPosixFilePermissions(file, Set.of());
    assumeFalse(Files.isReadable(file), "the super-user reads everything");
    tail.follow();
    assertThat(tail.tail.status().trouble()).isEqualTo(file + " cannot be read: AccessDenied");

    Files.setPosixFilePermissions(file, Set.of(PosixFilePermission.OWNER_READ));
    assertThat(tail.follow().bodies()).containsExactly("secret");
    assertThat(tail.follow().tail.status().trouble()).isEmpty();
  }
}
