package io.tocsin.collector.sampling;

import io.tocsin.collector.join.Joinable;
import java.util.List;

/**
 * What is to be written of a batch.
 *
 * @param kept with how many each stands for
 * @param left how many of the batch are left out for now
 * @param rescued of earlier batches, left out then: their trace has an error
 */
public record Sifted(List<Joinable> kept, int left, List<Joinable> rescued) {
  public Sifted {
    kept = List.copyOf(kept);
    rescued = List.copyOf(rescued);
  }
}
