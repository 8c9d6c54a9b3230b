package io.tocsin.model.audit;

import org.jspecify.annotations.Nullable;

/**
 * @param entries how many were read
 * @param brokenAt sequence of the first entry that does not fit; null where all do
 * @param because what was checked, or what does not fit
 */
public record AuditVerdict(long entries, @Nullable Long brokenAt, String because) {
  public boolean intact() {
    return brokenAt == null;
  }
}
