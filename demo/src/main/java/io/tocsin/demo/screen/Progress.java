package io.tocsin.demo.screen;

import java.util.Locale;

/** One step that takes a while: its name, what it does just now, its seconds. */
public final class Progress {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Screen screen;
  private final String name;
  private final long startNanos = System.nanoTime();

  Progress(Screen screen, String name) {
    this.screen = screen;
    this.name = name;
  }

  public void now(String doing) {
    screen.replace("  %s %s".formatted(screen.in(Style.AMBER, "…"), row(doing)));
  }

  public void done(String result) {
    screen.line("  %s %s".formatted(screen.in(Style.GREEN, "✓"), row(result)));
  }

  public void failed(String why) {
    screen.line("  %s %s".formatted(screen.in(Style.RED, "✗"), row(why)));
  }

  private String row(String text) {
    double seconds = (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
    return "%-12s %s  %s"
        .formatted(
            name, text, screen.in(Style.QUIET, String.format(Locale.ROOT, "%.1f s", seconds)));
  }
}
