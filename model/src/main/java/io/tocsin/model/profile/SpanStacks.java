package io.tocsin.model.profile;

/**
 * Samples of one kind that were taken while one span was active.
 *
 * @param traceId 32 hex digits
 * @param spanId 16 hex digits
 */
public record SpanStacks(String traceId, String spanId, ProfileType type, Stacks stacks) {}
