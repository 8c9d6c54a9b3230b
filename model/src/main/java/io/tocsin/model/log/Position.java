package io.tocsin.model.log;

/**
 * Where a batch stands in the log. Offsets of one partition grow with every batch, mostly by one: a
 * restart or a loss leaves some out, and none is ever given twice. Lanes have partitions of their
 * own, so a partition number tells its lane.
 */
public record Position(int partition, long offset) {}
