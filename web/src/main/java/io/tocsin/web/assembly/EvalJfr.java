package io.tocsin.web.assembly;

import io.tocsin.collector.recording.CollapsedStacks;
import io.tocsin.collector.recording.UnreadableRecordingException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints a recording's samples of one kind as collapsed stacks; reads no expected ones. */
@Command(name = "jfr", description = "A JFR recording as collapsed stacks.")
final class EvalJfr implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FILE", description = "A JFR file, gzipped or not.")
  private Path file = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "EVENT",
      description =
          "cpu, wall, alloc, alloc_outside_tlab, alloc_sample, lock, park, live, malloc, or an"
              + " event's JFR name.")
  private String event = "";

  @Override
  public Integer call() throws IOException {
    CollapsedStacks.Event wanted = CollapsedStacks.Event.named(event);
    if (wanted == null) {
      System.err.println("EVENT: " + event + " (expected: cpu, wall, alloc, lock, … see --help)");
      return 2;
    }
    try {
      print(CollapsedStacks.of(read(), wanted));
      return 0;
    } catch (UnreadableRecordingException e) {
      System.err.println(file + ": " + e.getMessage());
      return 1;
    }
  }

  private byte[] read() throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      in.mark(2);
      boolean gzipped = in.read() == 0x1f && in.read() == 0x8b;
      in.reset();
      return (gzipped ? new GZIPInputStream(in) : in).readAllBytes();
    }
  }

  private static void print(List<String> lines) {
    PrintStream out =
        new PrintStream(new BufferedOutputStream(System.out), false, StandardCharsets.UTF_8);
    lines.forEach(line -> out.print(line + "\n"));
    out.flush();
  }
}
