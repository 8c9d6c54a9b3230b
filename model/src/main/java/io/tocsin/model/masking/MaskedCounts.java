package io.tocsin.model.masking;

import io.tocsin.model.TenantId;
import java.util.List;

/** Counts since the start of the process, of what detection has read. */
public interface MaskedCounts {
  /** The tenant's, most first; bounded. */
  List<MaskedLine> masked(TenantId tenant);
}
