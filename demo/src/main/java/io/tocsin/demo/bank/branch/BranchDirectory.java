package io.tocsin.demo.bank.branch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.springframework.stereotype.Component;

/** The region of each branch, in native memory, found by the branch's number alone. */
@Component
class BranchDirectory {
  private static final int BRANCHES = 10_000;
  private static final int REGIONS = 34;

  private final MemorySegment regions;

  BranchDirectory() {
    MemorySegment cells = Arena.global().allocate(ValueLayout.JAVA_INT, BRANCHES);
    for (int branch = 0; branch < BRANCHES; branch++) {
      cells.setAtIndex(ValueLayout.JAVA_INT, branch, branch % REGIONS);
    }
    // Without an end, because branches are added while the service runs.
    this.regions = MemorySegment.ofAddress(cells.address()).reinterpret(Long.MAX_VALUE);
  }

  /** From 0. */
  int region(String branch) {
    long number = Long.parseLong(branch.strip());
    long at = number * ValueLayout.JAVA_INT.byteSize();
    int region = regions.get(ValueLayout.JAVA_INT, at);
    return Math.floorMod(region, REGIONS);
  }
}
