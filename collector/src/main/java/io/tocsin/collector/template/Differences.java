package io.tocsin.collector.template;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Where two templates of one form differ.
 *
 * @param words places where both have a word
 * @param variables places where one has a variable
 * @param oneSided how many of those the words known so far do not account for
 * @param firstOneSided whether the first word is one of those
 */
record Differences(BitSet words, BitSet variables, int oneSided, boolean firstOneSided) {

  /** Null where more than {@code maxWords} differ that are no values of {@code name=}. */
  static @Nullable Differences between(Template a, Template b, int maxWords) {
    BitSet words = new BitSet();
    BitSet variables = new BitSet();
    int apart = 0;
    int oneSided = 0;
    boolean first = false;
    for (int place = 0; place < a.shape.words().size(); place++) {
      if (a.same(place, b)) {
        continue;
      }
      if (a.variable(place) || b.variable(place)) {
        variables.set(place);
        if (!a.widened.get(place) && !b.widened.get(place)) {
          oneSided++;
          first |= place == 0;
        }
      } else {
        words.set(place);
        apart += a.shape.value(place) ? 0 : 1;
        if (apart > maxWords) {
          return null;
        }
      }
    }
    return new Differences(words, variables, oneSided, first);
  }
}
