package io.tocsin.model.audit;

import java.time.Instant;

/**
 * @param sequence from 1 without a gap
 * @param previous hash of the entry before, 64 hex digits; zeros for the first
 * @param hash SHA-256, or HMAC-SHA-256 where a key is set, over {@code previous} and all fields
 */
public record AuditEntry(
    long sequence, Instant at, AuditDraft what, String previous, String hash) {}
