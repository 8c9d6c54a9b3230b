package io.tocsin.bot.key;

import io.tocsin.model.effect.EffectKey;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** By what two bodies are the same. */
public interface KeyStrategy {
  /** Every body is one of its own. */
  KeyStrategy NOTHING = body -> Optional.empty();

  /** Empty where it is to be taken each time that it comes. */
  Optional<EffectKey> key(JsonNode body);
}
