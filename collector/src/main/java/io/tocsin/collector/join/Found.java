package io.tocsin.collector.join;

/** What a table knows: the value, or why there is none. */
sealed interface Found<T> {
  record Value<T>(T value) implements Found<T> {}

  /** Nothing yet: it may still come. */
  record Unknown<T>() implements Found<T> {}

  /** Several that contradict each other: waiting will not help. */
  record Ambiguous<T>() implements Found<T> {}
}
