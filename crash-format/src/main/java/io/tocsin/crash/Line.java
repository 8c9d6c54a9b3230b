package io.tocsin.crash;

/** A line of a report with its place, so that a person finds it there. */
public final class Line {
  private final int number;
  private final String text;

  Line(int number, String text) {
    this.number = number;
    this.text = text;
  }

  /** In the file, from 1. */
  public int number() {
    return number;
  }

  /** As it stands there; longer ones are cut to {@link CrashText#MAX_LINE_CHARS}. */
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }
}
