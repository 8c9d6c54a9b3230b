package io.tocsin.storage.sql;

import io.tocsin.model.audit.AuditEntry;
import io.tocsin.model.audit.AuditVerdict;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks the journal from its first entry to its head and stops at the first that does not fit. For
 * one walk.
 */
final class AuditChain {
  private final AuditSeal plain = AuditSeal.plain();
  private final AuditSeal seal;
  private long sequence;
  private String hash = AuditSeal.FIRST;
  private boolean keyed;
  private @Nullable AuditVerdict broken;

  /**
   * @param seal of the journal as it is configured now; entries from before a key was set are plain
   */
  AuditChain(AuditSeal seal) {
    this.seal = seal;
  }

  /** Whether it is worth reading on. */
  boolean add(AuditEntry entry, String algorithm) {
    long expected = sequence + 1;
    if (entry.sequence() != expected) {
      return fail(expected, "entry " + expected + " is missing: " + entry.sequence() + " follows");
    }
    if (!entry.previous().equals(hash)) {
      return fail(expected, "entry " + expected + " does not continue the one before");
    }
    Optional<AuditSeal> its = sealOf(algorithm);
    if (its.isEmpty()) {
      return fail(expected, "entry " + expected + " is under a key that is not configured");
    }
    if (keyed && !its.get().isKeyed()) {
      return fail(expected, "entry " + expected + " has no key though the one before has");
    }
    String actual = its.get().ofEntry(hash, entry.sequence(), entry.at(), entry.what());
    if (!actual.equals(entry.hash())) {
      return fail(expected, "entry " + expected + " was changed");
    }
    sequence = expected;
    hash = entry.hash();
    keyed = its.get().isKeyed();
    return true;
  }

  /** The verdict, once the walk is over. */
  AuditVerdict end(Optional<AuditHead> head) {
    if (broken != null) {
      return broken;
    }
    if (head.isEmpty()) {
      return verdict(sequence + 1, "the journal's end mark is missing");
    }
    AuditHead mark = head.get();
    if (mark.sequence() > sequence) {
      return verdict(
          sequence + 1,
          "entries %d to %d are missing at the end".formatted(sequence + 1, mark.sequence()));
    }
    boolean untouched = sequence == 0 && mark.seal().isEmpty();
    if (!untouched && !(keyed ? seal : plain).ofHead(sequence, hash).equals(mark.seal())) {
      return verdict(
          Math.max(1, mark.sequence()), "the end mark does not fit entry " + mark.sequence());
    }
    return new AuditVerdict(
        sequence,
        null,
        "%d entries, no gap, last hash %s, %s"
            .formatted(
                sequence, hash.substring(0, 16), keyed ? seal.algorithm() : plain.algorithm()));
  }

  private Optional<AuditSeal> sealOf(String algorithm) {
    if (algorithm.equals(plain.algorithm())) {
      return Optional.of(plain);
    }
    return algorithm.equals(seal.algorithm()) ? Optional.of(seal) : Optional.empty();
  }

  private boolean fail(long at, String because) {
    broken = verdict(at, because);
    return false;
  }

  private AuditVerdict verdict(long at, String because) {
    return new AuditVerdict(sequence, at, because);
  }
}
