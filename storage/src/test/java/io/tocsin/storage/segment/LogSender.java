package io.tocsin.storage.segment;

import static io.tocsin.storage.segment.Submissions.bulk;
import static io.tocsin.storage.segment.Submissions.urgent;

import io.tocsin.model.log.LogRefusedException;
import io.tocsin.model.log.Submission;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Appends until it is killed, and notes the parts of each submission after its acknowledgement. A
 * sender that starts again sends what it has no note of, as a real one would.
 */
final class LogSender {
  static final SegmentLogConfig CONFIG =
      new SegmentLogConfig(
          2,
          1 << 20,
          1L << 33,
          1L << 33,
          100,
          1 << 20,
          1L << 26,
          Duration.ofMinutes(10),
          1_000_000,
          Duration.ZERO,
          Duration.ofSeconds(5),
          1L << 30,
          1 << 20);

  private static final int SENDERS = 4;

  private LogSender() {}

  /**
   * @param args folder of the log, file of notes
   */
  public static void main(String[] args) throws Exception {
    Path notes = Path.of(args[1]);
    SegmentTelemetryLog log =
        new SegmentTelemetryLog(CONFIG, Path.of(args[0]), InstantSource.system());
    log.start();
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      long first = (i + 1) * 1_000_000_000L;
      senders.add(Thread.ofPlatform().start(() -> send(log, notes, first)));
    }
    for (Thread sender : senders) {
      sender.join();
    }
  }

  private static void send(SegmentTelemetryLog log, Path notes, long first) {
    try {
      for (long id = first + notedBehind(notes, first); ; id++) {
        Submission submission =
            Submissions.of(Submissions.RETAIL, id, (int) (id % 97) * 100, partsOf(id));
        log.append(submission);
        note(notes, submission);
      }
    } catch (LogRefusedException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Submissions.To[] partsOf(long id) {
    return id % 3 == 0
        ? new Submissions.To[] {urgent((int) (id % 2)), bulk(0), bulk(1)}
        : new Submissions.To[] {bulk((int) (id % 2))};
  }

  /** How many of a sender's submissions are noted; it sends them one after the other. */
  private static long notedBehind(Path notes, long first) throws IOException {
    if (!Files.exists(notes)) {
      return 0;
    }
    return Files.readAllLines(notes).stream()
        .filter(line -> line.indexOf('/') == String.valueOf(first).length())
        .mapToLong(line -> Long.parseLong(line.substring(0, line.indexOf('/'))))
        .filter(id -> id >= first && id < first + 1_000_000_000L)
        .map(id -> id - first + 1)
        .max()
        .orElse(0);
  }

  private static synchronized void note(Path notes, Submission submission) throws IOException {
    Files.writeString(
        notes,
        String.join("\n", Submissions.namesOf(submission)) + "\n",
        StandardCharsets.US_ASCII,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
