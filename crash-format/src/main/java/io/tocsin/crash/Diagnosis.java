package io.tocsin.crash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One finding, with the lines that it rests on. */
public final class Diagnosis {
  private final String id;
  private final String sentence;
  private final List<Line> lines;
  private final String advice;

  Diagnosis(String id, String sentence, List<Line> lines, String advice) {
    this.id = id;
    this.sentence = sentence;
    this.lines = Collections.unmodifiableList(new ArrayList<>(lines));
    this.advice = advice;
  }

  /** Stable: error_… is what killed the JVM, warn_… may have helped, info_… is good to know. */
  public String id() {
    return id;
  }

  public boolean isError() {
    return id.startsWith("error_");
  }

  /** What was found, in words. */
  public String sentence() {
    return sentence;
  }

  /** In the order of the report; empty where it is the absence of lines that tells. */
  public List<Line> lines() {
    return lines;
  }

  /** What to do about it; empty where there is nothing to do. */
  public String advice() {
    return advice;
  }

  @Override
  public String toString() {
    return id + ": " + sentence;
  }
}
