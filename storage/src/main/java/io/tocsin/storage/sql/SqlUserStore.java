package io.tocsin.storage.sql;

import io.tocsin.model.TenantId;
import io.tocsin.model.access.Invitation;
import io.tocsin.model.access.Role;
import io.tocsin.model.access.User;
import io.tocsin.model.access.UserStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People and invitations. */
final class SqlUserStore implements UserStore {
  private static final String COLUMNS = "name, tenant, role, password_hash, created_at";

  private final SqlConnections sql;

  SqlUserStore(SqlConnections sql) {
    this.sql = sql;
  }

  private record Granted(String tenant, String role) {}

  @Override
  public Optional<User> find(String name) {
    return sql.read()
        .sql("SELECT " + COLUMNS + " FROM person WHERE name = :name")
        .param("name", name)
        .query(SqlUserStore::map)
        .optional();
  }

  @Override
  public List<User> users(TenantId tenant) {
    return sql.read()
        .sql("SELECT " + COLUMNS + " FROM person WHERE tenant = :tenant ORDER BY name")
        .param("tenant", tenant.value())
        .query(SqlUserStore::map)
        .list();
  }

  @Override
  public void invite(Invitation invitation) {
    sql.write(tx ->
        tx.sql(
                """
                INSERT INTO invitation (token_hash, tenant, role, expires_at)
                VALUES (:hash, :tenant, :role, :expires)\
                """)
            .param("hash", invitation.tokenHash())
            .param("tenant", invitation.tenant().value())
            .param("role", invitation.role().name())
            .param("expires", Columns.nanos(invitation.expiresAt()))
            .update());
  }

  @Override
  public Optional<User> redeem(String tokenHash, String name, String passwordHash, Instant now) {
    return sql.writeUnlessEmpty(tx ->
        useUp(tx, tokenHash, now).flatMap(granted -> create(tx, granted, name, passwordHash, now)));
  }

  private static Optional<Granted> useUp(JdbcClient tx, String tokenHash, Instant now) {
    return tx.sql(
            """
            UPDATE invitation SET used_at = :now
            WHERE token_hash = :hash AND used_at IS NULL AND expires_at > :now
            RETURNING tenant, role\
            """)
        .param("now", Columns.nanos(now))
        .param("hash", tokenHash)
        .query((row, n) -> new Granted(row.getString("tenant"), row.getString("role")))
        .optional();
  }

  private static Optional<User> create(
      JdbcClient tx, Granted granted, String name, String passwordHash, Instant now) {
    return tx.sql(
            """
            INSERT INTO person (name, tenant, role, password_hash, created_at)
            VALUES (:name, :tenant, :role, :hash, :now)
            ON CONFLICT DO NOTHING
            RETURNING\
            """
                + ' '
                + COLUMNS)
        .param("name", name)
        .param("tenant", granted.tenant())
        .param("role", granted.role())
        .param("hash", passwordHash)
        .param("now", Columns.nanos(now))
        .query(SqlUserStore::map)
        .optional();
  }

  private static User map(ResultSet row, int number) throws SQLException {
    return new User(
        row.getString("name"),
        new TenantId(row.getString("tenant")),
        Role.valueOf(row.getString("role")),
        row.getString("password_hash"),
        Columns.instant(row, "created_at"));
  }
}
