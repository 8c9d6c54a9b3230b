package io.tocsin.model.log;

/**
 * Who reads, and what it may cost.
 *
 * @param name of the reader; its committed positions are kept under it
 * @param required holds segments until it has read them; a best-effort reader is moved forward past
 *     its lag limit and the gap is counted
 */
public record ReaderSpec(String name, boolean required) {}
