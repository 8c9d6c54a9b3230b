package io.tocsin.storage.segment;

import io.tocsin.model.TenantId;
import io.tocsin.model.log.LogRefusedException.Reason;
import io.tocsin.model.log.LogStatus.TenantTally;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts by tenant since the start. Tenants come from credentials, so they are few. */
final class Tallies {
  private final Map<TenantId, Tally> tenants = new ConcurrentHashMap<>();

  private static final class Tally {
    private final LongAdder submissions = new LongAdder();
    private final LongAdder records = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder duplicateSubmissions = new LongAdder();
    private final LongAdder duplicateRecords = new LongAdder();
    private final Map<Reason, LongAdder> refused = new ConcurrentHashMap<>();

    TenantTally status() {
      Map<Reason, Long> reasons = new EnumMap<>(Reason.class);
      refused.forEach((reason, count) -> reasons.put(reason, count.sum()));
      return new TenantTally(
          submissions.sum(),
          records.sum(),
          bytes.sum(),
          duplicateSubmissions.sum(),
          duplicateRecords.sum(),
          reasons);
    }
  }

  /**
   * @param known records of it that were there already
   */
  void acknowledged(TenantId tenant, boolean duplicate, long known) {
    Tally tally = of(tenant);
    (duplicate ? tally.duplicateSubmissions : tally.submissions).increment();
    tally.duplicateRecords.add(known);
  }

  void written(Part part) {
    Tally tally = of(part.batch().tenant());
    tally.records.add(part.batch().records());
    tally.bytes.add(part.bytes());
  }

  void refused(TenantId tenant, Reason reason) {
    of(tenant).refused.computeIfAbsent(reason, r -> new LongAdder()).increment();
  }

  Map<TenantId, TenantTally> status() {
    return tenants.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().status()));
  }

  private Tally of(TenantId tenant) {
    return tenants.computeIfAbsent(tenant, t -> new Tally());
  }
}
