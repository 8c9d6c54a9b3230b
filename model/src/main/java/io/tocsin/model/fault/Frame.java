package io.tocsin.model.fault;

import org.jspecify.annotations.Nullable;

/**
 * One frame of a Java stack trace, as printed: names are not normalised.
 *
 * @param className fully qualified, without loader and module prefix
 * @param method such as {@code settle}, {@code <init>}, {@code lambda$pay$3}
 * @param file source file; null for native and unknown
 * @param line from 1; 0 where unknown
 */
public record Frame(String className, String method, @Nullable String file, int line) {
  /** {@code class.method(File.java:12)}, as in a stack trace. */
  @Override
  public String toString() {
    String place = file == null ? "Unknown Source" : line > 0 ? file + ':' + line : file;
    return className + '.' + method + '(' + place + ')';
  }
}
