package io.tocsin.collector.processor.account;

import io.tocsin.collector.lookup.LookupConfig;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.util.List;

/** Where account ids and tenant codes are looked for, and how many are remembered. */
public record AccountConfig(
    @Setting(
            doc =
                "Names under which an account id stands: of attributes, of keys in a JSON body or"
                    + " in key=value text, and in W3C baggage. Upper and lower case are the same.",
            def = "[account_id, account.id, accountId, account_no, accountNo]")
        List<String> accountNames,
    @Setting(
            doc = "Names under which a tenant code stands, found in the same places.",
            def = "[tenant_code, tenant.code, tenantCode]")
        List<String> tenantCodeNames,
    @Setting(
            doc =
                "What loggers and agents put before the name of an MDC or baggage entry; taken off"
                    + " before names are compared.",
            def = "[logback.mdc., log4j.context_data., log4j.mdc., mdc., baggage., tocsin.mdc.]")
        List<String> prefixes,
    @Setting(
            doc =
                "Longest account id in bytes. A longer value is overwritten with *** and gives no"
                    + " token.",
            def = "128")
        int maxIdBytes,
    @Setting(
            doc =
                "An id of at least so many bytes is looked for in all texts of its record. Ids"
                    + " under 8 bytes count only as whole words.",
            def = "4")
        int minSearchBytes,
    @Setting(
            doc =
                "How many accounts of one tenant are remembered with token and ciphertext, so that"
                    + " no cipher runs for each record; about 300 bytes each. Others are computed"
                    + " again.",
            def = "65536")
        int cacheEntries,
    @Setting(
            doc = "Tables that tell tenant code, tier and region of accounts, one for each tenant.",
            def = "[]")
        List<LookupConfig> lookup) {
  private static final int LONGEST_ID = 512;
  private static final int MOST_ENTRIES = 1 << 24;

  public AccountConfig {
    accountNames = List.copyOf(accountNames);
    tenantCodeNames = List.copyOf(tenantCodeNames);
    prefixes = List.copyOf(prefixes);
    lookup = List.copyOf(lookup);
    if (lookup.stream().map(LookupConfig::tenant).distinct().count() < lookup.size()) {
      throw new InvalidSettingException("lookup", "two of one tenant", "one for each tenant");
    }
    if (accountNames.isEmpty()) {
      throw new InvalidSettingException("account_names", "[]", "at least one name");
    }
    InvalidSettingException.requireRange("max_id_bytes", maxIdBytes, 1, LONGEST_ID);
    InvalidSettingException.requireRange("min_search_bytes", minSearchBytes, 2, LONGEST_ID);
    InvalidSettingException.requireRange("cache_entries", cacheEntries, 4, MOST_ENTRIES);
  }

  public static AccountConfig defaults() {
    return new AccountConfig(
        List.of("account_id", "account.id", "accountId", "account_no", "accountNo"),
        List.of("tenant_code", "tenant.code", "tenantCode"),
        List.of(
            "logback.mdc.", "log4j.context_data.", "log4j.mdc.", "mdc.", "baggage.", "tocsin.mdc."),
        128,
        4,
        65_536,
        List.of());
  }
}
