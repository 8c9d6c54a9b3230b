package io.tocsin.storage.sql;

import io.tocsin.model.incident.BlastRadius;
import io.tocsin.model.incident.IncidentChange;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Distinct accounts and customer organisations of one incident, counted by keeping each once. At
 * the limit no more are kept: the account count is then a lower bound, that of organisations stays
 * at the limit.
 */
final class BlastMembers {
  static final String ACCOUNT = "account";
  static final String TENANT_CODE = "tenant_code";

  private final JdbcClient tx;
  private final String incident;
  private final int limit;

  /**
   * @param tx of the transaction that changes the incident
   * @param limit of each kind
   */
  BlastMembers(JdbcClient tx, String incident, int limit) {
    this.tx = tx;
    this.incident = incident;
    this.limit = limit;
  }

  BlastRadius grown(BlastRadius before, IncidentChange change) {
    Set<String> accounts = change.accounts();
    long keptAccounts = keep(ACCOUNT, accounts, before.accounts());
    boolean lowerBound =
        before.accountsAreLowerBound()
            || change.after().blast().accountsAreLowerBound()
            || keptAccounts >= limit && accounts.stream().anyMatch(token -> !has(ACCOUNT, token));
    return new BlastRadius(
        before.occurrences() + change.addedOccurrences(),
        keptAccounts,
        keep(TENANT_CODE, change.tenantCodes(), before.tenantCodes()),
        lowerBound);
  }

  private long keep(String kind, Set<String> values, long before) {
    long kept = before;
    for (String value : values) {
      if (kept >= limit) {
        break;
      }
      kept +=
          tx.sql(
                  """
                  INSERT INTO blast_member (incident, kind, value)
                  VALUES (:incident, :kind, :value)
                  ON CONFLICT DO NOTHING\
                  """)
              .param("incident", incident)
              .param("kind", kind)
              .param("value", value)
              .update();
    }
    return kept;
  }

  private boolean has(String kind, String value) {
    return tx.sql(
            """
            SELECT 1 FROM blast_member
            WHERE incident = :incident AND kind = :kind AND value = :value\
            """)
        .param("incident", incident)
        .param("kind", kind)
        .param("value", value)
        .query(Integer.class)
        .optional()
        .isPresent();
  }
}
