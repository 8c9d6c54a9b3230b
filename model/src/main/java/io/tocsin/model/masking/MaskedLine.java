package io.tocsin.model.masking;

/**
 * How often values of one kind were masked in what one logger of a service wrote.
 *
 * @param logger {@code spans} for what stood in spans; {@link #OTHER} with {@code service} for all
 *     past the limit
 * @param kind such as card, mobile, or the name of a pattern of one's own
 */
public record MaskedLine(String service, String logger, String kind, long count) {
  public static final String OTHER = "other";
  public static final String SPANS = "spans";
}
