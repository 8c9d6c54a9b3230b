package io.tocsin.bench.collector;

import java.util.List;
import java.util.SplittableRandom;

/** A request that was prepared once and can be sent again and again as a new one. */
interface Request {
  int records();

  /** Its bytes with that time and new ids; the same array each time. */
  byte[] at(long epochNanos);

  /** Makes one connection's own copies of all that it sends. */
  interface Copies {
    List<Request> of(SplittableRandom random);
  }
}
