package io.tocsin.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the thread that crashed and its frames. */
final class ThreadReader {
  /** Frames kept: after a stack overflow HotSpot prints 100 or, later, 1,024. */
  private static final int MAX_FRAMES = 2_048;

  private final CrashText text;

  ThreadReader(CrashText text) {
    this.text = text;
  }

  CrashThread thread() {
    String line = text.opening(Section.CURRENT_THREAD);
    int colon = line.indexOf("):");
    return colon < 0 ? CrashThread.UNKNOWN : CrashThread.read(line.substring(colon + 2).trim());
  }

  List<CrashFrame> frames(Section section) {
    List<CrashFrame> frames = new ArrayList<>();
    for (Line line : text.in(section)) {
      if (frames.size() == MAX_FRAMES) {
        break;
      }
      if (!section.opensWith(line.text())) {
        Optional<CrashFrame> frame = FrameReader.read(line.text());
        if (frame.isPresent()) {
          frames.add(frame.get());
        }
      }
    }
    return frames;
  }

  List<CrashFrame> javaFrames() {
    List<CrashFrame> frames = frames(Section.JAVA_FRAMES);
    if (frames.isEmpty()) {
      frames = frames(Section.NATIVE_FRAMES);
    }
    List<CrashFrame> java = new ArrayList<>();
    for (CrashFrame frame : frames) {
      if (frame.isJava()) {
        java.add(frame);
      }
    }
    return java;
  }
}
