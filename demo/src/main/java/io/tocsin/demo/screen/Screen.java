package io.tocsin.demo.screen;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The terminal. Colour only where somebody watches and NO_COLOR (no-color.org) is not set; a line
 * that changes in place only where somebody watches.
 */
public final class Screen {
  private static final String ERASE_LINE = "\r\033[K";

  private final PrintStream out;
  private final boolean watched;
  private final boolean coloured;

  /** The cursor stands behind a line that the next one overwrites. */
  private boolean unfinished;

  public Screen(PrintStream out, boolean watched, Map<String, String> environment) {
    this.out = out;
    this.watched = watched && !"dumb".equals(environment.get("TERM"));
    this.coloured = this.watched && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  public static Screen ofThisProcess() {
    boolean terminal = System.console() != null && System.console().isTerminal();
    PrintStream utf8 =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    return new Screen(utf8, terminal, System.getenv());
  }

  public String in(Style style, String text) {
    return coloured ? "\033[%dm%s\033[0m".formatted(style.code(), text) : text;
  }

  public synchronized void line(String text) {
    out.println(unfinished ? ERASE_LINE + text : text);
    unfinished = false;
  }

  /** Starts a step that takes a while. */
  public Progress begin(String name) {
    Progress progress = new Progress(this, name);
    if (!watched) {
      line("    %-12s %s".formatted(name, "…"));
    }
    return progress;
  }

  /** Overwrites the last line where somebody watches. */
  synchronized void replace(String text) {
    if (watched) {
      out.print(ERASE_LINE + text);
      out.flush();
      unfinished = true;
    }
  }
}
