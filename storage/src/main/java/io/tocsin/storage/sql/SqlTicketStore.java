package io.tocsin.storage.sql;

import io.tocsin.model.store.Page;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketComment;
import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TicketFilter;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketStore;
import io.tocsin.model.ticket.TicketThread;
import io.tocsin.storage.json.ModelJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tickets of one built-in tracker, numbered {@code PREFIX-1}, {@code PREFIX-2}, … */
final class SqlTicketStore implements TicketStore {
  private static final String COUNTER = "builtin_ticket";
  private static final String COLUMNS =
      "id, ticket_key, url, state, title, body, team, assignee, priority, labels_json, created_at";

  private final SqlConnections sql;
  private final String prefix;

  SqlTicketStore(SqlConnections sql, String prefix) {
    this.sql = sql;
    this.prefix = prefix;
  }

  @Override
  public Ticket open(TicketDraft draft, String urlPrefix, Instant now) {
    return sql.write(tx -> open(tx, draft, urlPrefix, now));
  }

  private Ticket open(JdbcClient tx, TicketDraft draft, String urlPrefix, Instant now) {
    long number = Counter.next(tx, prefix, COUNTER);
    String id = prefix + '-' + number;
    return tx.sql(
            """
            INSERT INTO builtin_ticket (prefix, number, id, ticket_key, url, state, title, body,
              team, assignee, priority, labels_json, created_at, changed_at)
            VALUES (:prefix, :number, :id, :key, :url, 'OPEN', :title, :body,
              :team, :assignee, :priority, :labels, :now, :now)
            RETURNING\
            """
                + ' '
                + COLUMNS)
        .param("prefix", prefix)
        .param("number", number)
        .param("id", id)
        .param("key", draft.key().label())
        .param("url", urlPrefix + id)
        .param("title", draft.title())
        .param("body", draft.body())
        .param("team", draft.team())
        .param("assignee", draft.assignee())
        .param("priority", draft.priority())
        .param("labels", ModelJson.text(draft.labels()))
        .param("now", Columns.nanos(now))
        .query(SqlTicketStore::map)
        .single();
  }

  @Override
  public Page<Ticket> tickets(TicketFilter filter, int offset, int limit) {
    Map<String, Object> params = new HashMap<>();
    params.put("prefix", prefix);
    StringBuilder from = new StringBuilder(" FROM builtin_ticket WHERE prefix = :prefix");
    if (filter.key() != null) {
      from.append(" AND ticket_key = :key");
      params.put("key", filter.key().label());
    }
    if (filter.changedSince() != null) {
      from.append(" AND changed_at >= :since");
      params.put("since", Columns.nanos(filter.changedSince()));
    }
    return Pages.page(
        sql.read(),
        COLUMNS,
        from.toString(),
        filter.changedSince() == null ? " ORDER BY number DESC" : " ORDER BY changed_at, number",
        params,
        offset,
        limit,
        SqlTicketStore::map);
  }

  @Override
  public Optional<Ticket> change(String id, TicketChange change, String by, Instant now) {
    return sql.writeUnlessEmpty(tx -> change(tx, id, change, by, now));
  }

  private Optional<Ticket> change(
      JdbcClient tx, String id, TicketChange change, String by, Instant now) {
    Ticket.State state = change.state();
    Optional<Ticket> changed =
        tx.sql(
                """
                UPDATE builtin_ticket SET changed_at = :now, state = COALESCE(:state, state),
                  body = COALESCE(:body, body), team = COALESCE(:team, team),
                  assignee = COALESCE(:assignee, assignee),
                  priority = COALESCE(:priority, priority)
                WHERE id = :id AND prefix = :prefix
                RETURNING\
                """
                    + ' '
                    + COLUMNS)
            .param("now", Columns.nanos(now))
            .param("state", state == null ? null : state.name())
            .param("body", change.body())
            .param("team", change.team())
            .param("assignee", change.assignee())
            .param("priority", change.priority())
            .param("id", id)
            .param("prefix", prefix)
            .query(SqlTicketStore::map)
            .optional();
    if (changed.isPresent() && change.comment() != null) {
      tx.sql(
              """
              INSERT INTO builtin_comment (ticket, number, written_at, author, body)
              SELECT :id, COALESCE(MAX(number), 0) + 1, :now, :by, :body
              FROM builtin_comment WHERE ticket = :id\
              """)
          .param("id", id)
          .param("now", Columns.nanos(now))
          .param("by", by)
          .param("body", change.comment())
          .update();
    }
    return changed;
  }

  @Override
  public Optional<TicketThread> read(String id) {
    return sql.readAtOneMoment(read ->
        read.sql("SELECT " + COLUMNS + " FROM builtin_ticket WHERE id = :id AND prefix = :prefix")
            .param("id", id)
            .param("prefix", prefix)
            .query(SqlTicketStore::map)
            .optional()
            .map(ticket -> new TicketThread(ticket, comments(read, id))));
  }

  private static List<TicketComment> comments(JdbcClient read, String id) {
    return read.sql(
            "SELECT written_at, author, body FROM builtin_comment WHERE ticket = :id ORDER BY"
                + " number")
        .param("id", id)
        .query((row, n) ->
            new TicketComment(
                Columns.instant(row, "written_at"), row.getString("author"), row.getString("body")))
        .list();
  }

  private static Ticket map(ResultSet row, int number) throws SQLException {
    return new Ticket(
        row.getString("id"),
        new TicketKey(row.getString("ticket_key")),
        row.getString("url"),
        Ticket.State.valueOf(row.getString("state")),
        row.getString("title"),
        row.getString("body"),
        row.getString("team"),
        row.getString("assignee"),
        row.getInt("priority"),
        ModelJson.strings(row.getString("labels_json")),
        Columns.instant(row, "created_at"));
  }
}
