package io.tocsin.storage.sql;

import io.tocsin.model.TenantId;
import io.tocsin.model.access.Membership;
import io.tocsin.model.access.Role;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People's roles and leaving; whether an admin stays is looked at in the same statement. */
final class SqlMembership implements Membership {
  private static final String AN_ADMIN_STAYS =
      "role <> 'ADMIN' OR EXISTS (SELECT 1 FROM person other WHERE other.tenant = :tenant"
          + " AND other.role = 'ADMIN' AND other.name <> :name)";

  private final SqlConnections sql;

  SqlMembership(SqlConnections sql) {
    this.sql = sql;
  }

  @Override
  public Outcome changeRole(TenantId tenant, String name, Role role) {
    return sql.write(tx -> {
      lock(tx, tenant);
      int changed =
          tx.sql(
                  "UPDATE person SET role = :role WHERE tenant = :tenant AND name = :name"
                      + " AND (:role = 'ADMIN' OR "
                      + AN_ADMIN_STAYS
                      + ")")
              .param("role", role.name())
              .param("tenant", tenant.value())
              .param("name", name)
              .update();
      return outcome(tx, changed, tenant, name);
    });
  }

  @Override
  public Outcome remove(TenantId tenant, String name) {
    return sql.write(tx -> {
      lock(tx, tenant);
      int removed =
          tx.sql(
                  "DELETE FROM person WHERE tenant = :tenant AND name = :name AND ("
                      + AN_ADMIN_STAYS
                      + ")")
              .param("tenant", tenant.value())
              .param("name", name)
              .update();
      return outcome(tx, removed, tenant, name);
    });
  }

  /** Else two admins could remove each other at once, each seeing that the other stays. */
  private void lock(JdbcClient tx, TenantId tenant) {
    tx.sql(
            "SELECT name FROM person WHERE tenant = :tenant ORDER BY name"
                + sql.dialect().lockingRows())
        .param("tenant", tenant.value())
        .query(String.class)
        .list();
  }

  private static Outcome outcome(JdbcClient tx, int done, TenantId tenant, String name) {
    if (done == 1) {
      return Outcome.DONE;
    }
    return tx.sql("SELECT COUNT(*) FROM person WHERE tenant = :tenant AND name = :name")
                .param("tenant", tenant.value())
                .param("name", name)
                .query(Long.class)
                .single()
            == 0
        ? Outcome.UNKNOWN
        : Outcome.LAST_ADMIN;
  }
}
