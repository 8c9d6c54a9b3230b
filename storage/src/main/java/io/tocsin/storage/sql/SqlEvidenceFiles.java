package io.tocsin.storage.sql;

import io.tocsin.model.TenantId;
import io.tocsin.model.incident.EvidenceFile;
import io.tocsin.model.incident.EvidenceFiles;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Evidence files, compressed: where bots are processes of their own, this is how they get them. */
final class SqlEvidenceFiles implements EvidenceFiles {
  private static final String OF = " FROM evidence_file WHERE tenant = :tenant AND incident = :id";
  private static final String COLUMNS = "name, media_type, size, deflated";

  private final SqlConnections sql;

  SqlEvidenceFiles(SqlConnections sql) {
    this.sql = sql;
  }

  @Override
  public void keep(TenantId tenant, UUID incident, List<EvidenceFile> files, Instant now) {
    sql.write(tx -> {
      for (EvidenceFile file : files) {
        tx.sql(
                """
                INSERT INTO evidence_file (tenant, incident, name, media_type, made_at, size,
                  deflated)
                VALUES (:tenant, :id, :name, :type, :now, :size, :deflated)
                ON CONFLICT (tenant, incident, name) DO NOTHING\
                """)
            .param("tenant", tenant.value())
            .param("id", incident.toString())
            .param("name", file.name())
            .param("type", file.mediaType())
            .param("now", Columns.nanos(now))
            .param("size", file.bytes().length)
            .param("deflated", Deflated.of(file.bytes()))
            .update();
      }
      return files.size();
    });
  }

  @Override
  public List<EvidenceFile> of(TenantId tenant, UUID incident) {
    return sql.read()
        .sql("SELECT " + COLUMNS + OF + " ORDER BY name")
        .param("tenant", tenant.value())
        .param("id", incident.toString())
        .query(SqlEvidenceFiles::map)
        .list();
  }

  @Override
  public List<String> names(TenantId tenant, UUID incident) {
    return sql.read()
        .sql("SELECT name" + OF + " ORDER BY name")
        .param("tenant", tenant.value())
        .param("id", incident.toString())
        .query(String.class)
        .list();
  }

  @Override
  public Optional<EvidenceFile> read(TenantId tenant, UUID incident, String name) {
    return sql.read()
        .sql("SELECT " + COLUMNS + OF + " AND name = :name")
        .param("tenant", tenant.value())
        .param("id", incident.toString())
        .param("name", name)
        .query(SqlEvidenceFiles::map)
        .optional();
  }

  void forgetMadeBefore(Instant end) {
    sql.write(tx ->
        tx.sql("DELETE FROM evidence_file WHERE made_at < :end")
            .param("end", Columns.nanos(end))
            .update());
  }

  private static EvidenceFile map(ResultSet row, int number) throws SQLException {
    return new EvidenceFile(
        row.getString("name"),
        row.getString("media_type"),
        Deflated.read(row.getBytes("deflated"), row.getInt("size")));
  }
}
