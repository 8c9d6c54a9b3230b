package io.tocsin.model.profile;

/** What the weights of a profile count. */
public enum ProfileType {
  /** Nanoseconds on a processor: samples times the sampling interval. */
  CPU,
  /** Bytes allocated on the heap. */
  ALLOC,
  /** Nanoseconds of waiting for a monitor or a lock. */
  LOCK
}
