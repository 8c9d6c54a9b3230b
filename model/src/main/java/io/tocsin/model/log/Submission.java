package io.tocsin.model.log;

import io.tocsin.model.TenantId;
import java.util.List;

/**
 * What one request of a sender became: split by lane and route, acknowledged or refused as a whole.
 * Urgent parts may be kept although bulk ones were refused; sent again, they are known.
 *
 * @param digest of the request; the same request split again gives the same parts in the same order
 * @param parts at least one, at most one for each lane and route, all of {@code tenant}
 */
public record Submission(TenantId tenant, Digest digest, List<Batch> parts) {
  public Submission {
    parts = List.copyOf(parts);
  }
}
