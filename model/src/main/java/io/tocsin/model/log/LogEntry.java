package io.tocsin.model.log;

/** A batch as readers get it. */
public record LogEntry(Position position, Batch batch) {}
