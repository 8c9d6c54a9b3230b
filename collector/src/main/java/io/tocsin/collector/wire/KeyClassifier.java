package io.tocsin.collector.wire;

/** Says once for each different key what it means, so that a batch carries a number instead. */
public interface KeyClassifier {
  /**
   * Added to a role: the value goes as a whole, so nobody looks for keys inside of it, and objects
   * and arrays written in a text count as one value.
   */
  int WHOLE = 8;

  /**
   * @param key as sent; of {@code key=value} in a text too
   * @return 0 for a key of no interest, else a role of the processor's own: 1 to 7, or {@link
   *     #WHOLE} + 0 to 7
   */
  int roleOf(String key);

  /**
   * Whether it asks what texts hold: flags of texts, ids and bytes, and pairs in texts. Where
   * nobody does, they are looked at for their UTF-8 only, and there are no pairs.
   */
  default boolean readsTexts() {
    return true;
  }
}
