package io.tocsin.bot.notice;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a channel answered that says in the body what became of a message.
 *
 * @param failure what its status says by itself, with the time to wait; null for 2xx
 */
public record Answer(JsonNode body, @Nullable DeliveryException failure) {}
