package io.tocsin.collector.lookup;

import io.tocsin.model.TenantId;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A table from account to tenant code, tier and region, of one tenant. */
public record LookupConfig(
    @Setting(doc = "Whose accounts they are.", def = "default") String tenant,
    @Setting(
            doc =
                "CSV file in UTF-8 whose first line names the columns: account, and any of"
                    + " tenant_code, tier and region. Read again when it changes; where that fails,"
                    + " the rows before stay.")
        @Nullable Path file,
    @Setting(doc = "A query instead of a file.") @Nullable JdbcLookupConfig jdbc,
    @Setting(
            doc =
                "Rows kept at most, 27 to 54 bytes each. Those past it are left out, counted, and"
                    + " shown in the health.",
            def = "1000000")
        int maxRows) {
  static final String ACCOUNT = "account";
  static final String TENANT_CODE = "tenant_code";
  static final String TIER = "tier";
  static final String REGION = "region";
  private static final int MOST_ROWS = 50_000_000;

  public LookupConfig {
    try {
      new TenantId(tenant);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException("tenant", tenant, "id of a tenant");
    }
    if ((file == null) == (jdbc == null)) {
      throw new InvalidSettingException(
          "file", file == null ? "absent, and no jdbc" : "and jdbc", "one of file and jdbc");
    }
    InvalidSettingException.requireRange("max_rows", maxRows, 1, MOST_ROWS);
  }

  AccountSource source() {
    if (jdbc != null) {
      return new JdbcAccounts(jdbc);
    }
    if (file == null) {
      throw new IllegalStateException("neither file nor jdbc");
    }
    return new CsvAccounts(file);
  }
}
