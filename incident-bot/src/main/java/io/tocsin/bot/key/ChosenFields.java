package io.tocsin.bot.key;

import io.tocsin.model.effect.EffectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/**
 * Fields that are named, and nothing else. A body that has none of them is another matter: it goes
 * by {@code otherwise}, or all such bodies would be one.
 *
 * @param first whether the first path that names anything counts alone, as a body's own id
 */
record ChosenFields(List<FieldPath> paths, boolean first, KeyStrategy otherwise)
    implements KeyStrategy {
  ChosenFields {
    paths = List.copyOf(paths);
  }

  @Override
  public Optional<EffectKey> key(JsonNode body) {
    StringBuilder found = new StringBuilder();
    for (FieldPath path : paths) {
      StringBuilder values = new StringBuilder();
      walk(
          body,
          new ArrayList<>(),
          (place, value) -> {
            if (path.names(place) && !value.isNull()) {
              values.append(CanonicalJson.of(value, any -> false)).append(',');
            }
          });
      if (!values.isEmpty()) {
        // Which path it was is part of it: an id of one kind is not one of another.
        found.append(path.steps()).append('=').append(values).append(';');
        if (first) {
          break;
        }
      }
    }
    return found.isEmpty() ? otherwise.key(body) : Optional.of(EffectKey.of("fields " + found));
  }

  /** In an order that does not depend on how it was written. */
  private static void walk(
      JsonNode value, List<String> place, BiConsumer<List<String>, JsonNode> each) {
    each.accept(place, value);
    if (value.isObject()) {
      value.propertyNames().stream()
          .sorted()
          .forEach(name -> {
            place.add(name);
            walk(value.get(name), place, each);
            place.removeLast();
          });
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        place.add(Integer.toString(i));
        walk(value.get(i), place, each);
        place.removeLast();
      }
    }
  }
}
