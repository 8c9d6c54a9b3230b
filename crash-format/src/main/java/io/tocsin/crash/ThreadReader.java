package io.tocsin.crash;

import java.util.ArrayList;
import java.util.List;

/** Reads the thread that crashed and its frames. */
final class ThreadReader {
  /** Frames kept: after a stack overflow HotSpot prints 100 or, later, 1,024. */
  private static final int MAX_FRAMES = 2_048;

  private final CrashText text;

  ThreadReader(CrashText text) {
    this.text = text;
  }

  CrashThread thread() {
    return text.first(Section.CURRENT_THREAD)
        .map(line -> {
          int colon = line.text().indexOf("):");
          return colon < 0
              ? CrashThread.UNKNOWN
              : CrashThread.read(line.text().substring(colon + 2).trim());
        })
        .orElse(CrashThread.UNKNOWN);
  }

  List<CrashFrame> frames(Section section) {
    List<CrashFrame> frames = new ArrayList<>();
    for (Line line : text.in(section)) {
      if (frames.size() == MAX_FRAMES) {
        break;
      }
      if (!section.opensWith(line.text())) {
        FrameReader.read(line.text()).ifPresent(frames::add);
      }
    }
    return frames;
  }

  List<CrashFrame> javaFrames() {
    List<CrashFrame> frames = frames(Section.JAVA_FRAMES);
    if (frames.isEmpty()) {
      frames = frames(Section.NATIVE_FRAMES);
    }
    frames.removeIf(frame -> !frame.isJava());
    return frames;
  }
}
