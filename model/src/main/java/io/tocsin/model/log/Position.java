package io.tocsin.model.log;

/**
 * Where a batch stands in the log. Offsets count batches of one partition from 0 without a gap.
 * Lanes have partitions of their own, so a partition number tells its lane.
 */
public record Position(int partition, long offset) {}
