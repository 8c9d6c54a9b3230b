package io.tocsin.storage.sql;

import io.tocsin.model.ticket.Attachment;
import io.tocsin.model.ticket.AttachmentStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Files beside the tickets of one built-in tracker. */
final class SqlAttachmentStore implements AttachmentStore {
  private static final String OF =
      " FROM builtin_attachment WHERE ticket = :ticket AND ticket IN"
          + " (SELECT id FROM builtin_ticket WHERE prefix = :prefix)";

  private final SqlConnections sql;
  private final String prefix;

  SqlAttachmentStore(SqlConnections sql, String prefix) {
    this.sql = sql;
    this.prefix = prefix;
  }

  @Override
  public Kept keep(String ticket, Attachment file, int max, Instant now) {
    return sql.write(tx -> keep(tx, ticket, file, max, now));
  }

  private Kept keep(JdbcClient tx, String ticket, Attachment file, int max, Instant now) {
    boolean isThere =
        tx.sql("SELECT count(*) FROM builtin_ticket WHERE id = :ticket AND prefix = :prefix")
                .param("ticket", ticket)
                .param("prefix", prefix)
                .query(Integer.class)
                .single()
            > 0;
    if (!isThere) {
      return Kept.NO_TICKET;
    }
    List<String> names = names(tx, ticket);
    if (names.contains(file.name())) {
      return Kept.HAD_IT;
    }
    if (names.size() >= max) {
      return Kept.FULL;
    }
    int written =
        tx.sql(
                """
                INSERT INTO builtin_attachment (ticket, name, media_type, attached_at, content)
                VALUES (:ticket, :name, :type, :now, :content)
                ON CONFLICT (ticket, name) DO NOTHING\
                """)
            .param("ticket", ticket)
            .param("name", file.name())
            .param("type", file.mediaType())
            .param("now", Columns.nanos(now))
            .param("content", file.bytes())
            .update();
    return written == 1 ? Kept.KEPT : Kept.HAD_IT;
  }

  @Override
  public List<String> names(String ticket) {
    return names(sql.read(), ticket);
  }

  private List<String> names(JdbcClient client, String ticket) {
    return client
        .sql("SELECT name" + OF + " ORDER BY name")
        .param("ticket", ticket)
        .param("prefix", prefix)
        .query(String.class)
        .list();
  }

  @Override
  public Optional<Attachment> read(String ticket, String name) {
    return sql.read()
        .sql("SELECT name, media_type, content" + OF + " AND name = :name")
        .param("ticket", ticket)
        .param("prefix", prefix)
        .param("name", name)
        .query((row, n) ->
            new Attachment(
                row.getString("name"), row.getString("media_type"), row.getBytes("content"), ""))
        .optional();
  }
}
