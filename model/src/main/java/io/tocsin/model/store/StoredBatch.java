package io.tocsin.model.store;

import io.tocsin.model.log.Flow;

/**
 * Records of one batch that the document store holds.
 *
 * @param offset of the batch in the flow's partition
 * @param records how many of them, at least one; those that were sampled out are not among them
 */
public record StoredBatch(Flow flow, long offset, long records) {}
