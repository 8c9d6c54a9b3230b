package io.tocsin.bot.key;

import io.tocsin.model.effect.EffectKey;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * All of it but the fields that say something of the delivery: times of sending, counters, random
 * ids, numbers of attempts.
 */
record WholeBody(List<FieldPath> leftOut) implements KeyStrategy {
  WholeBody {
    leftOut = List.copyOf(leftOut);
  }

  @Override
  public Optional<EffectKey> key(JsonNode body) {
    return Optional.of(
        EffectKey.of(
            "body "
                + CanonicalJson.of(
                    body, place -> leftOut.stream().anyMatch(path -> path.names(place)))));
  }
}
