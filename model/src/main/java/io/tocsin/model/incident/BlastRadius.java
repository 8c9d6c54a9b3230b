package io.tocsin.model.incident;

/**
 * Who and what was touched.
 *
 * @param occurrences of the fault in this episode
 * @param accounts distinct account tokens
 * @param tenantCodes distinct customer organisations
 * @param accountsAreLowerBound the limit of kept tokens was reached
 */
public record BlastRadius(
    long occurrences, long accounts, long tenantCodes, boolean accountsAreLowerBound) {}
