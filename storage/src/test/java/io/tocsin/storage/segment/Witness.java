package io.tocsin.storage.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.log.LogEntry;
import io.tocsin.model.log.LogRefusedException;
import io.tocsin.model.log.Position;
import io.tocsin.model.log.Positions;
import io.tocsin.model.log.Reader;
import io.tocsin.model.log.Receipt;
import io.tocsin.model.log.Submission;
import io.tocsin.model.log.TelemetryLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What senders and readers saw of a log: it stays when the log's machine dies. */
final class Witness {
  private final Map<Long, Submission> sent = new ConcurrentHashMap<>();
  private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
  private final Map<Position, String> seen = new ConcurrentHashMap<>();
  private final Set<String> committed = ConcurrentHashMap.newKeySet();
  private final Set<String> triedToCommit = ConcurrentHashMap.newKeySet();

  Witness copy() {
    Witness copy = new Witness();
    copy.sent.putAll(sent);
    copy.acknowledged.addAll(acknowledged);
    copy.seen.putAll(seen);
    copy.committed.addAll(committed);
    copy.triedToCommit.addAll(triedToCommit);
    return copy;
  }

  /** True where it was acknowledged. */
  boolean append(TelemetryLog log, Submission submission) {
    long id = submission.digest().high();
    sent.put(id, submission);
    try {
      Receipt receipt = log.append(submission);
      acknowledged.add(id);
      for (Position position : receipt.positions()) {
        see(position, nameAt(id, position));
      }
      return true;
    } catch (LogRefusedException e) {
      return false;
    }
  }

  private static String nameAt(long id, Position position) {
    Submissions.To to =
        position.partition() < 2
            ? Submissions.urgent(position.partition())
            : Submissions.bulk(position.partition() - 2);
    return Submissions.name(id, to);
  }

  private void see(Position position, String name) {
    String before = seen.putIfAbsent(position, name);
    assertThat(before == null ? name : before).as("batch at %s", position).isEqualTo(name);
  }

  List<String> readAll(Reader reader) throws InterruptedException {
    List<String> names = new ArrayList<>();
    List<LogEntry> entries = TelemetryLogContract.readAll(reader);
    CountsTest.lastOf(entries);
    for (LogEntry entry : entries) {
      String name = Submissions.nameOf(entry);
      see(entry.position(), name);
      names.add(name);
    }
    return names;
  }

  void readAndCommit(Reader reader, int max) throws InterruptedException {
    Positions done = Positions.NONE;
    List<String> names = new ArrayList<>();
    for (LogEntry entry : reader.poll(max, Duration.ZERO)) {
      String name = Submissions.nameOf(entry);
      see(entry.position(), name);
      names.add(name);
      done = done.after(entry.position());
    }
    triedToCommit.addAll(names);
    reader.commit(done);
    committed.addAll(names);
  }

  /** Parts that must be in the log. */
  List<String> acknowledgedParts() {
    return acknowledged.stream()
        .sorted()
        .flatMap(id -> Submissions.namesOf(sent(id)).stream())
        .toList();
  }

  List<String> sentParts() {
    return sent.values().stream().flatMap(s -> Submissions.namesOf(s).stream()).toList();
  }

  List<Submission> sent() {
    return List.copyOf(sent.values());
  }

  Submission sent(long id) {
    return sent.getOrDefault(id, Submissions.of(id));
  }

  /** Parts behind a commit that returned. */
  Set<String> committed() {
    return committed;
  }

  /** Those too whose commit was cut: it may or may not count. */
  Set<String> triedToCommit() {
    return triedToCommit;
  }
}
