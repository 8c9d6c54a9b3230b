package io.tocsin.model.signal;

import java.util.List;

/** Where signals wait for the bot. */
public interface SignalStore {
  /**
   * Writes durably; a signal whose id is there already is left as it is. Returns how many were new.
   */
  int post(List<Signal> signals);

  /** The oldest signals that no incident has taken in yet. */
  List<Signal> pending(int limit);
}
