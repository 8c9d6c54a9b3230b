package io.tocsin.collector.processor.account;

import io.tocsin.collector.lookup.AccountTable;
import io.tocsin.collector.lookup.AccountTables;
import io.tocsin.collector.processor.Processor;
import io.tocsin.collector.wire.BatchCursor;
import io.tocsin.model.TenantId;
import io.tocsin.model.account.Keys;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Gives each record that names an account its tokens and ciphertext, and takes the raw id out of
 * the whole record. Several ids in one record are all overwritten; the record's account is the
 * first one of the best place: attribute, then body, then baggage, then any other text.
 */
public final class AccountProcessor implements Processor, MetricSource {
  static final int ACCOUNT = 1;
  static final int TENANT_CODE = 2;
  static final int BAGGAGE = 3;
  private static final List<String> BAGGAGE_NAMES =
      List.of("baggage", "http.request.header.baggage");

  private final AccountConfig config;
  private final Function<TenantId, Keys> keys;
  private final AccountTables tables;
  private final TenantAccounts.Counts counts = new TenantAccounts.Counts();
  private final Map<String, Integer> roles = new HashMap<>();
  private final Map<TenantId, TenantAccounts> tenants = new ConcurrentHashMap<>();

  /**
   * @param keys of a tenant; the same instance until they change
   * @param tables what is known of accounts beforehand
   */
  public AccountProcessor(
      AccountConfig config, Function<TenantId, Keys> keys, AccountTables tables) {
    this.config = config;
    this.keys = keys;
    this.tables = tables;
    config.tenantCodeNames().forEach(name -> roles.put(lower(name), TENANT_CODE));
    config.accountNames().forEach(name -> roles.put(lower(name), ACCOUNT));
    BAGGAGE_NAMES.forEach(name -> roles.put(name, BAGGAGE));
  }

  @Override
  public int roleOf(String key) {
    String name = lower(key);
    for (String prefix : config.prefixes()) {
      if (name.startsWith(prefix)) {
        name = name.substring(prefix.length());
        break;
      }
    }
    return roles.getOrDefault(name, 0);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  @Override
  public void process(BatchCursor batch) {
    TenantAccounts accounts = null;
    AccountFinder finder = null;
    for (int record = 0; record < batch.records(); record++) {
      if (batch.interests(record) != 0) {
        accounts = accounts == null ? accountsOf(batch.tenant()) : accounts;
        finder = finder == null ? new AccountFinder(batch, accounts, config) : finder;
        finder.find(record);
      }
    }
  }

  private TenantAccounts accountsOf(TenantId tenant) {
    Keys current = keys.apply(tenant);
    AccountTable table = tables.of(tenant);
    TenantAccounts known = tenants.get(tenant);
    if (known == null || !known.isUnder(current, table)) {
      known =
          new TenantAccounts(
              tenant,
              current,
              table,
              token -> tables.find(tenant, table, token),
              config.cacheEntries(),
              counts);
      tenants.put(tenant, known);
    }
    return known;
  }

  /** How many accounts are remembered now, of all tenants. */
  int remembered() {
    return tenants.values().stream().mapToInt(TenantAccounts::remembered).sum();
  }

  @Override
  public List<Sample> samples() {
    return List.of(
        Sample.counter(
            "tocsin_accounts_computed_total",
            "Accounts whose token and ciphertext were computed: each is one run of the cipher.",
            Map.of(),
            counts.computed().sum()),
        Sample.counter(
            "tocsin_accounts_forgotten_total",
            "Accounts that made room for others in the table of those remembered.",
            Map.of(),
            counts.forgotten().sum()));
  }
}
