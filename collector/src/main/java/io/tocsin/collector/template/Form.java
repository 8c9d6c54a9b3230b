package io.tocsin.collector.template;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Templates with the same signs and the same number of words, and the rule by which they become
 * one. Two templates differ in some places. Where one has a variable and the other a word, in one
 * place behind the first, they are the same statement. Where both have words: as soon as enough
 * templates are known that differ in just these places, the places are variables. Enough is {@code
 * distinct_words}; values of {@code name=} may differ in any number of places at once, other words
 * in two.
 *
 * <p>Built on what Drain, Spell and Brain found (a fixed-length form first, similarity after; words
 * that vary beside words that stay), without their thresholds of similarity.
 */
final class Form {
  private static final int MAX_WORDS_APART = 2;

  /** Where two places vary together, each must take so many words for itself. */
  private static final int LEAST_OF_EACH = 3;

  private final TemplateConfig config;
  private final Consumer<Template> gone;
  private final List<Template> templates = new ArrayList<>();

  /**
   * @param gone is told of those that went up in another and had been given out
   */
  Form(TemplateConfig config, Consumer<Template> gone) {
    this.config = config;
    this.gone = gone;
  }

  List<Template> templates() {
    return templates;
  }

  /** A template as it was kept: in its place, compared with nothing. */
  void restore(Template template) {
    templates.add(template);
  }

  /** Finds its place among the others; answers the one that it is part of now. */
  Template settle(Template fresh) {
    Template at = fresh;
    while (true) {
      Map<BitSet, List<Template>> apart = new LinkedHashMap<>();
      Template same = compare(at, apart);
      if (same != null) {
        at = join(at, List.of(same), BitSet.valueOf(new long[0]));
        continue;
      }
      Map.Entry<BitSet, List<Template>> enough = enough(at, apart);
      if (enough == null) {
        if (!templates.contains(at)) {
          templates.add(at);
        }
        return at;
      }
      at = join(at, enough.getValue(), enough.getKey());
    }
  }

  /**
   * @param apart filled with those that differ in words only, by the places where they do
   * @return one that is the same statement
   */
  private @Nullable Template compare(Template at, Map<BitSet, List<Template>> apart) {
    for (Template other : templates) {
      if (other == at) {
        continue;
      }
      Differences differences = Differences.between(at, other, MAX_WORDS_APART);
      if (differences == null) {
        continue;
      }
      if (differences.words().isEmpty()) {
        if (differences.oneSided() <= 1
            && !differences.firstOneSided()
            && says(at, differences.variables(), 1)) {
          return other;
        }
      } else if (differences.oneSided() == 0) {
        apart.computeIfAbsent(differences.words(), k -> new ArrayList<>()).add(other);
      }
    }
    return null;
  }

  private Map.@Nullable Entry<BitSet, List<Template>> enough(
      Template at, Map<BitSet, List<Template>> apart) {
    for (Map.Entry<BitSet, List<Template>> entry : apart.entrySet()) {
      BitSet places = entry.getKey();
      boolean values = places.stream().allMatch(at.shape::value);
      boolean one = values || places.cardinality() == 1;
      if (distinct(at, entry.getValue(), places) >= needed(at, places)
          && (one || eachVaries(at, entry.getValue(), places))
          && says(at, places, one ? 1 : 2)) {
        return entry;
      }
    }
    return null;
  }

  private int needed(Template at, BitSet places) {
    if (places.get(0)) {
      return config.distinctFirstWords();
    }
    int place = places.nextSetBit(0);
    return places.cardinality() == 1 && at.shape.named(place) && !at.shape.value(place)
        ? config.distinctNames()
        : config.distinctWords();
  }

  private static int distinct(Template at, List<Template> others, BitSet places) {
    Set<List<@Nullable String>> values = new HashSet<>();
    values.add(wordsAt(at, places));
    others.forEach(other -> values.add(wordsAt(other, places)));
    return values.size();
  }

  private static boolean eachVaries(Template at, List<Template> others, BitSet places) {
    return places.stream()
        .allMatch(place -> {
          BitSet one = new BitSet();
          one.set(place);
          return distinct(at, others, one) >= LEAST_OF_EACH;
        });
  }

  private static List<@Nullable String> wordsAt(Template template, BitSet places) {
    List<@Nullable String> words = new ArrayList<>();
    places.stream().forEach(place -> words.add(template.shape.words().get(place)));
    return words;
  }

  /** Whether so many words stay: a template of variables alone says nothing. */
  private static boolean says(Template at, BitSet without, int least) {
    List<@Nullable String> words = at.shape.words();
    return IntStream.range(0, words.size())
            .filter(place -> !without.get(place))
            .mapToObj(words::get)
            .filter(word -> word != null && Shape.hasLetter(word))
            .limit(least)
            .count()
        == least;
  }

  /** All of them become the one that was first seen. */
  private Template join(Template at, List<Template> others, BitSet places) {
    Template oldest = others.getFirst();
    for (Template other : others) {
      oldest = other.firstSeenNanos() < oldest.firstSeenNanos() ? other : oldest;
    }
    List<Template> all = new ArrayList<>(others);
    all.add(at);
    for (Template one : all) {
      oldest.widened.or(one.widened);
      for (int place = 0; place < oldest.shape.words().size(); place++) {
        if (!oldest.same(place, one) || places.get(place)) {
          oldest.widen(place);
        }
      }
    }
    for (Template one : all) {
      if (one != oldest) {
        boolean givenOut = templates.contains(one);
        one.goUpIn(oldest);
        if (givenOut) {
          templates.remove(one);
          gone.accept(one);
        }
      }
    }
    return oldest;
  }
}
