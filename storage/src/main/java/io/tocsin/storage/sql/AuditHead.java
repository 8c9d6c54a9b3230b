package io.tocsin.storage.sql;

/**
 * Where the journal ends, kept apart from its entries.
 *
 * @param sequence of the last entry, 0 before the first
 * @param seal hash over the two, under the key where there is one; empty before the first entry
 */
record AuditHead(long sequence, String hash, String seal) {}
