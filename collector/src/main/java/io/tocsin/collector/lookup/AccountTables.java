package io.tocsin.collector.lookup;

import io.tocsin.collector.metric.CounterFamily;
import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.TenantId;
import io.tocsin.model.account.Keys;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Every tenant's table, read on a thread of its own. A table is put in place whole; where reading
 * fails, the one before stays. Raw ids pass through while it reads and are not kept.
 */
public final class AccountTables implements Component, MetricSource {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Map<TenantId, WatchedTable> tables = new LinkedHashMap<>();
  private final CounterFamily lookups =
      new CounterFamily(
          "tocsin_account_lookups_total",
          "Accounts looked up in the table; those that are remembered are not asked for again.",
          "tenant",
          "result");
  private final CounterFamily loads =
      new CounterFamily(
          "tocsin_account_table_loads_total", "How often a table was read.", "tenant", "result");
  private final CounterFamily badRows =
      new CounterFamily(
          "tocsin_account_table_bad_rows_total",
          "Rows without an account, and rows past the limit.",
          "tenant",
          "reason");
  private @Nullable ScheduledExecutorService thread;

  /**
   * @param keys of a tenant; the same instance until they change
   */
  public AccountTables(List<LookupConfig> configs, Function<TenantId, Keys> keys) {
    for (LookupConfig config : configs) {
      TenantId tenant = new TenantId(config.tenant());
      tables.put(
          tenant, new WatchedTable(tenant, config, () -> keys.apply(tenant), loads, badRows));
    }
  }

  /** Reads every table once, then looks whether they have changed. */
  @Override
  public void start() {
    if (tables.isEmpty()) {
      return;
    }
    look();
    ScheduledExecutorService looking =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("tocsin-account-tables").factory());
    looking.scheduleWithFixedDelay(
        this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    thread = looking;
  }

  /** Reads again what has changed. */
  void look() {
    tables.values().forEach(WatchedTable::look);
  }

  /** The same instance until it is read again. */
  public AccountTable of(TenantId tenant) {
    WatchedTable table = tables.get(tenant);
    return table == null ? AccountTable.NONE : table.current();
  }

  /** Facts of the account that has this token under the tenant's older index key. */
  public @Nullable AccountFacts find(TenantId tenant, AccountTable table, String token) {
    if (!tables.containsKey(tenant)) {
      return null;
    }
    AccountFacts found = table.find(token);
    String result =
        found != null
            ? "hit"
            : table == AccountTable.NONE
                ? "miss_not_read_yet"
                : table.isFull() ? "miss_table_full" : "miss_unknown";
    lookups.add(1, tenant.value(), result);
    return found;
  }

  @Override
  public Health health() {
    List<String> troubles = new ArrayList<>();
    List<String> well = new ArrayList<>();
    tables.forEach((tenant, table) -> {
      String trouble = table.trouble();
      (trouble == null ? well : troubles)
          .add(tenant + ": " + (trouble == null ? table.current().toString() : trouble));
    });
    if (!troubles.isEmpty()) {
      return Health.degraded(String.join("; ", troubles));
    }
    return Health.up(well.isEmpty() ? "no tables" : String.join("; ", well));
  }

  @Override
  public List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    samples.addAll(lookups.samples());
    samples.addAll(loads.samples());
    samples.addAll(badRows.samples());
    tables.forEach((tenant, table) ->
        samples.add(
            Sample.gauge(
                "tocsin_account_table_rows",
                "Accounts in the table.",
                Map.of("tenant", tenant.value()),
                table.current().size())));
    return samples;
  }

  @Override
  public void close() {
    if (thread != null) {
      thread.shutdownNow();
    }
  }
}
