package io.tocsin.model.rule;

/**
 * On how many records a rule failed in one way; it left them as they were.
 *
 * @param processor {@code filter} or {@code transform}
 * @param rule its name in the settings
 * @param how such as {@code attribute_not_found}; without content of a record
 */
public record RuleFailure(String processor, String rule, String how, long records) {}
