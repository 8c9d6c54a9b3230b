package io.tocsin.collector.receiver.filelog.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProblemsTest {
  @Test
  void tell_namesTheFirstFileAndCountsTheOthers() {
    Problems problems = new Problems();
    problems.add(Path.of("/var/log/a.log"), new AccessDeniedException("/var/log/a.log"));
    problems.add(Path.of("/var/log/b.log"), new IOException("input/output error"));

    assertThat(problems.tell()).hasValue("/var/log/a.log cannot be read: AccessDenied, and 1 more");
    problems.solved(Path.of("/var/log/a.log"));
    assertThat(problems.tell()).hasValue("/var/log/b.log cannot be read: IO (input/output error)");
    problems.solved(Path.of("/var/log/b.log"));
    assertThat(problems.tell()).isEmpty();
    assertThat(problems.count()).isEqualTo(2);
  }
}
