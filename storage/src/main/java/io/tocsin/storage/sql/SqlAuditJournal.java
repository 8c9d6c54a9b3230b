package io.tocsin.storage.sql;

import io.tocsin.model.TenantId;
import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditEntry;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.audit.AuditVerdict;
import io.tocsin.model.store.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The journal as a table with a row that says where it ends. One chain over all tenants. */
final class SqlAuditJournal implements AuditJournal {
  private static final String COLUMNS =
      "sequence, happened_at, tenant, actor, action, resource, state_before, state_after, because,"
          + " algorithm, previous, hash";
  private static final String HEAD = "SELECT sequence, hash, seal FROM audit_head WHERE id = 1";

  private final SqlConnections sql;
  private final InstantSource clock;
  private final AuditSeal seal;

  SqlAuditJournal(SqlConnections sql, InstantSource clock, AuditSeal seal) {
    this.sql = sql;
    this.clock = clock;
    this.seal = seal;
  }

  private record Row(AuditEntry entry, String algorithm) {}

  @Override
  public AuditEntry append(AuditDraft what) {
    AuditDraft kept = storable(what);
    return sql.write(tx -> append(tx, kept));
  }

  private AuditEntry append(JdbcClient tx, AuditDraft what) {
    AuditHead head =
        tx.sql(HEAD + sql.dialect().lockingRows()).query(SqlAuditJournal::head).single();
    long sequence = head.sequence() + 1;
    Instant at = clock.instant();
    String hash = seal.ofEntry(head.hash(), sequence, at, what);
    tx.sql(
            """
            INSERT INTO audit_entry (sequence, happened_at, tenant, actor, action, resource,
              state_before, state_after, because, algorithm, previous, hash)
            VALUES (:sequence, :at, :tenant, :actor, :action, :resource,
              :before, :after, :because, :algorithm, :previous, :hash)\
            """)
        .param("sequence", sequence)
        .param("at", Columns.nanos(at))
        .param("tenant", what.tenant().value())
        .param("actor", what.actor())
        .param("action", what.action())
        .param("resource", what.resource())
        .param("before", what.before())
        .param("after", what.after())
        .param("because", what.because())
        .param("algorithm", seal.algorithm())
        .param("previous", head.hash())
        .param("hash", hash)
        .update();
    tx.sql("UPDATE audit_head SET sequence = :sequence, hash = :hash, seal = :seal WHERE id = 1")
        .param("sequence", sequence)
        .param("hash", hash)
        .param("seal", seal.ofHead(sequence, hash))
        .update();
    return new AuditEntry(sequence, at, what, head.hash(), hash);
  }

  @Override
  public Page<AuditEntry> search(TenantId tenant, String text, int offset, int limit) {
    String like = ' ' + sql.dialect().likeInAnyCase() + " :text ESCAPE '!'";
    return Pages.page(
        sql.read(),
        COLUMNS,
        " FROM audit_entry WHERE tenant = :tenant AND (:text = '%%' OR actor"
            + like
            + " OR action"
            + like
            + " OR resource"
            + like
            + " OR because"
            + like
            + ")",
        " ORDER BY sequence DESC",
        Map.of("tenant", tenant.value(), "text", Pages.containing(text.strip())),
        offset,
        limit,
        (row, n) -> row(row, n).entry());
  }

  @Override
  public AuditVerdict verify() {
    return sql.readAtOneMoment(read -> {
      AuditChain chain = new AuditChain(seal);
      Optional<AuditHead> head = read.sql(HEAD).query(SqlAuditJournal::head).optional();
      try (Stream<Row> rows =
          read
              .sql("SELECT " + COLUMNS + " FROM audit_entry ORDER BY sequence")
              .query(SqlAuditJournal::row)
              .stream()) {
        Iterator<Row> next = rows.iterator();
        boolean fits = true;
        while (fits && next.hasNext()) {
          Row row = next.next();
          fits = chain.add(row.entry(), row.algorithm());
        }
      }
      return chain.end(head);
    });
  }

  /** No database keeps U+0000 in text, and half a surrogate pair has no UTF-8. */
  private static AuditDraft storable(AuditDraft what) {
    return new AuditDraft(
        what.tenant(),
        storable(what.actor()),
        storable(what.action()),
        storable(what.resource()),
        what.before() == null ? null : storable(what.before()),
        what.after() == null ? null : storable(what.after()),
        storable(what.because()));
  }

  private static String storable(String text) {
    return text.codePoints()
        .map(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static AuditHead head(ResultSet row, int number) throws SQLException {
    return new AuditHead(row.getLong("sequence"), row.getString("hash"), row.getString("seal"));
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    @Nullable String before = row.getString("state_before");
    @Nullable String after = row.getString("state_after");
    return new Row(
        new AuditEntry(
            row.getLong("sequence"),
            Columns.instant(row, "happened_at"),
            new AuditDraft(
                new TenantId(row.getString("tenant")),
                row.getString("actor"),
                row.getString("action"),
                row.getString("resource"),
                before,
                after,
                row.getString("because")),
            row.getString("previous"),
            row.getString("hash")),
        row.getString("algorithm"));
  }
}
