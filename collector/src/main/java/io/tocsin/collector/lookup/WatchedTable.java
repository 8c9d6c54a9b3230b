package io.tocsin.collector.lookup;

import io.tocsin.collector.metric.CounterFamily;
import io.tocsin.model.TenantId;
import io.tocsin.model.account.AccountTokens;
import io.tocsin.model.account.Keys;
import java.io.IOException;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One tenant's table, and its source. Read by one thread, asked by many. */
final class WatchedTable {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedTable.class);
  private static final long NEVER = Long.MAX_VALUE / 2;

  private final TenantId tenant;
  private final LookupConfig config;
  private final AccountSource source;
  private final Supplier<Keys> keys;
  private final CounterFamily loads;
  private final CounterFamily badRows;
  private @Nullable Keys under;
  private long readAt;
  private volatile AccountTable current = AccountTable.NONE;
  private volatile @Nullable String trouble = "not read yet";

  WatchedTable(
      TenantId tenant,
      LookupConfig config,
      Supplier<Keys> keys,
      CounterFamily loads,
      CounterFamily badRows) {
    this.tenant = tenant;
    this.config = config;
    this.source = config.source();
    this.keys = keys;
    this.loads = loads;
    this.badRows = badRows;
  }

  AccountTable current() {
    return current;
  }

  @Nullable String trouble() {
    return trouble;
  }

  void look() {
    try {
      Keys now = keys.get();
      boolean stale = source.isStale(under == null ? NEVER : System.nanoTime() - readAt);
      if (stale || now != under) {
        read(now);
      }
    } catch (IOException | SQLException | RuntimeException e) {
      String because = String.valueOf(e.getMessage());
      if (!because.equals(trouble)) {
        LOG.warn("The account table of {} was not read; the one before stays: {}", tenant, because);
        loads.add(1, tenant.value(), "failed");
      }
      trouble = because;
    }
  }

  private void read(Keys with) throws IOException, SQLException {
    AccountTable.Builder table = new AccountTable.Builder(config.maxRows());
    AccountTokens tokens = new AccountTokens(with);
    long[] withoutAccount = {0};
    source.read((account, tenantCode, tier, region) -> {
      String id = account == null ? "" : account.strip();
      if (id.isEmpty()) {
        withoutAccount[0]++;
      } else {
        table.add(tokens.tokensOf(id).getFirst(), AccountFacts.of(tenantCode, tier, region));
      }
    });
    AccountTable fresh = table.build();
    if (under == null || with != under || !fresh.isAs(current)) {
      current = fresh;
      LOG.info("Account table of {}: {}", tenant, fresh);
    }
    under = with;
    readAt = System.nanoTime();
    loads.add(1, tenant.value(), "read");
    badRows.add(withoutAccount[0], tenant.value(), "no_account");
    badRows.add(table.leftOut(), tenant.value(), "past_max_rows");
    trouble =
        table.leftOut() == 0
            ? null
            : table.leftOut() + " rows left out (expected: at most " + config.maxRows() + ")";
  }
}
