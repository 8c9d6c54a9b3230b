package io.tocsin.demo.screen;

/** How a piece of text looks; {@code code} is ANSI's (ECMA-48 SGR). */
public enum Style {
  STRONG(1),
  QUIET(2),
  RED(31),
  GREEN(32),
  AMBER(33),
  CYAN(36);

  private final int code;

  Style(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
