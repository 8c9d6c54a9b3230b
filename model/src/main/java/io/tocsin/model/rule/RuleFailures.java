package io.tocsin.model.rule;

import io.tocsin.model.TenantId;
import java.util.List;

/** Counts since the start of the process. */
public interface RuleFailures {
  /** On the tenant's records, most first; bounded. */
  List<RuleFailure> failures(TenantId tenant);
}
