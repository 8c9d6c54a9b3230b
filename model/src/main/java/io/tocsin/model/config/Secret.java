package io.tocsin.model.config;

/** A value that never shows in a log or a dump. In YAML: the text, or {@code {file: PATH}}. */
public record Secret(String reveal) {
  @Override
  public String toString() {
    return "***";
  }
}
