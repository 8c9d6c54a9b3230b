package io.tocsin.model.log;

import java.util.List;

/**
 * Proof that a submission is on disk.
 *
 * @param duplicate the same digest of the same tenant was accepted within the window: nothing new
 *     was written for the parts that were there
 * @param positions of the parts that this call wrote
 * @param records how many records those parts hold; the submission's others were there already
 */
public record Receipt(boolean duplicate, List<Position> positions, long records) {
  public Receipt {
    positions = List.copyOf(positions);
  }
}
