package io.tocsin.storage.lucene;

import io.tocsin.model.TenantId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The slices as a search sees them.
 *
 * @param ageNanos what was written longer ago is seen
 */
record SlicesView(Slices slices, long ageNanos) {
  /** One tenant's, oldest day first. */
  List<Slice> of(TenantId tenant) throws IOException {
    return slices.of(tenant);
  }

  /** Empty where the slice is gone, or is found damaged and set aside now. */
  <T> Optional<T> read(Slice slice, Slice.Search<T> search) throws IOException {
    return slices.read(slice, ageNanos, search);
  }
}
