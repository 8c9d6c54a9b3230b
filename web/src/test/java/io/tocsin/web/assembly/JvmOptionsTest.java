package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./tocsin up} starts a JVM with, in a JVM. */
class JvmOptionsTest {
  @TempDir private Path folder;

  @Test
  void theLowestPriorityAndTheCompiler_giveWay_andNobodyIsPreferred() throws Exception {
    try (JavaProcess jvm =
        JavaProcess.start(
            folder.resolve("output"),
            Map.of(),
            List.of("@" + Path.of("..", "jvm.options").toAbsolutePath()),
            Threads.class.getName())) {
      assertThat(jvm.awaitExit()).isZero();
      assertThat(jvm.output().lines())
          .contains("java 0", "patient 10", "C1 CompilerThre 3")
          .noneMatch(line -> line.contains(" -"));
    }
  }

  /** Prints each of its threads with its nice value; Linux calls the main one by its program. */
  static final class Threads {
    private static final int NICE = 17;

    private Threads() {}

    public static void main(String[] arguments) throws Exception {
      Thread patient =
          Thread.ofPlatform()
              .name("patient")
              .priority(Thread.MIN_PRIORITY)
              .daemon()
              .start(Threads::park);
      while (patient.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
        for (Path task : tasks.toList()) {
          print(task.resolve("stat"));
        }
      }
    }

    private static void park() {
      try {
        Thread.sleep(Long.MAX_VALUE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** proc(5): pid (name) state …; after the name the value is the seventeenth. */
    private static void print(Path file) throws IOException {
      String stat;
      try {
        stat = Files.readString(file);
      } catch (NoSuchFileException ended) {
        return;
      }
      int name = stat.indexOf('(');
      int end = stat.lastIndexOf(')');
      String[] values = stat.substring(end + 2).split(" ");
      System.out.println(stat.substring(name + 1, end) + ' ' + values[NICE - 1]);
    }
  }
}
