package io.tocsin.storage.sql;

import io.tocsin.model.TenantId;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.incident.BlastRadius;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.Mute;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Source;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.storage.json.ModelJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An incident as a row of its table, joined with its fault. */
final class IncidentRow {
  /** Message text that a search looks at. */
  private static final int SEARCHED_CHARS = 4_096;

  private static final List<String> NAMES =
      List.of(
              "id number tenant fault episode state service environment source_json last_version"
                  .split(" "),
              "facts_json sample trace_id account opened_at first_seen last_seen owner_json assignee"
                  .split(" "),
              "mute_until mute_reason mute_by mute_rule ticket_key occurrences accounts tenant_codes"
                  .split(" "),
              "accounts_lower_bound search_text version".split(" "))
          .stream()
          .flatMap(Stream::of)
          .toList();

  static final String COLUMNS = "i.*, f.number AS fault_number, f.first_seen AS fault_first_seen";
  static final String FROM = " FROM incident i JOIN fault f ON f.id = i.fault";

  static final String INSERT =
      "INSERT INTO incident ("
          + String.join(", ", NAMES)
          + ") VALUES (:"
          + String.join(", :", NAMES)
          + ") ON CONFLICT DO NOTHING";

  static final String UPDATE =
      "UPDATE incident SET "
          + NAMES.stream().map(name -> name + " = :" + name).collect(Collectors.joining(", "))
          + " WHERE id = :id AND tenant = :tenant";

  private IncidentRow() {}

  static Map<String, @Nullable Object> params(Incident incident, BlastRadius blast, long version) {
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put("id", incident.id().toString());
    row.put("number", incident.number());
    row.put("tenant", incident.tenant().value());
    row.put("fault", incident.fault().id().toString());
    row.put("episode", incident.episode());
    row.put("state", incident.state().name());
    row.put("service", incident.source().service());
    row.put("environment", incident.source().environment());
    row.put("source_json", ModelJson.text(incident.source()));
    row.put("last_version", incident.lastVersion());
    row.put("facts_json", ModelJson.text(incident.facts()));
    row.put("sample", incident.sample().toString());
    row.put("trace_id", incident.traceId());
    row.put("account", incident.account());
    row.put("opened_at", Columns.nanos(incident.openedAt()));
    row.put("first_seen", Columns.nanos(incident.firstSeen()));
    row.put("last_seen", Columns.nanos(incident.lastSeen()));
    row.put("owner_json", incident.owner() == null ? null : ModelJson.text(incident.owner()));
    row.put("assignee", incident.assignee());
    Mute mute = incident.mute();
    row.put("mute_until", mute == null ? null : Columns.nanos(mute.until()));
    row.put("mute_reason", mute == null ? null : mute.reason());
    row.put("mute_by", mute == null ? null : mute.by());
    row.put("mute_rule", mute == null ? null : mute.rule());
    row.put("ticket_key", incident.ticketKey() == null ? null : incident.ticketKey().label());
    row.put("occurrences", blast.occurrences());
    row.put("accounts", blast.accounts());
    row.put("tenant_codes", blast.tenantCodes());
    row.put("accounts_lower_bound", blast.accountsAreLowerBound() ? 1 : 0);
    row.put("search_text", searchText(incident));
    row.put("version", version);
    return row;
  }

  static Incident map(ResultSet row, int number) throws SQLException {
    TenantId tenant = new TenantId(row.getString("tenant"));
    String owner = row.getString("owner_json");
    String ticketKey = row.getString("ticket_key");
    return new Incident(
        UUID.fromString(row.getString("id")),
        row.getLong("number"),
        tenant,
        new FaultRef(
            UUID.fromString(row.getString("fault")),
            tenant,
            row.getLong("fault_number"),
            Columns.instant(row, "fault_first_seen")),
        row.getInt("episode"),
        Incident.State.valueOf(row.getString("state")),
        ModelJson.read(row.getString("source_json"), Source.class),
        row.getString("last_version"),
        ModelJson.read(row.getString("facts_json"), FaultFacts.class),
        RecordId.parse(row.getString("sample")),
        row.getString("trace_id"),
        row.getString("account"),
        Columns.instant(row, "opened_at"),
        Columns.instant(row, "first_seen"),
        Columns.instant(row, "last_seen"),
        owner == null ? null : ModelJson.read(owner, Owner.class),
        row.getString("assignee"),
        mute(row),
        ticketKey == null ? null : new TicketKey(ticketKey),
        blast(row, number),
        row.getLong("version"));
  }

  static BlastRadius blast(ResultSet row, int number) throws SQLException {
    return new BlastRadius(
        row.getLong("occurrences"),
        row.getLong("accounts"),
        row.getLong("tenant_codes"),
        row.getInt("accounts_lower_bound") != 0);
  }

  private static @Nullable Mute mute(ResultSet row) throws SQLException {
    Instant until = Columns.instantOrNull(row, "mute_until");
    return until == null
        ? null
        : new Mute(
            until,
            row.getString("mute_reason"),
            row.getString("mute_by"),
            row.getString("mute_rule"));
  }

  private static String searchText(Incident incident) {
    FaultFacts facts = incident.facts();
    String message = facts.message();
    return Stream.of(
            incident.name(),
            incident.source().service(),
            facts.type(),
            facts.surfacedType(),
            facts.culprit() == null ? null : facts.culprit().toString(),
            message.substring(0, Math.min(message.length(), SEARCHED_CHARS)))
        .filter(Objects::nonNull)
        .distinct()
        .collect(Collectors.joining("\n"))
        .toLowerCase(Locale.ROOT);
  }
}
