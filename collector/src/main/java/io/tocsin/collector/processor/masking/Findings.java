package io.tocsin.collector.processor.masking;

/** Takes what scanners find. */
interface Findings {
  /**
   * @param kind under which it is counted
   * @param text that takes the place of the range, up to {@code length}; not kept
   */
  void found(String kind, int from, int to, byte[] text, int length);
}
