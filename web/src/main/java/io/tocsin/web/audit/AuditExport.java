package io.tocsin.web.audit;

import io.tocsin.model.TenantId;
import io.tocsin.model.audit.AuditEntry;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.web.page.ConsoleSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes the journal as JSON lines, newest first, with the hashes that prove it. */
@Component
class AuditExport {
  private static final int PAGE = 500;

  private final AuditJournal journal;
  private final ConsoleSettings settings;
  private final JsonMapper json;

  AuditExport(AuditJournal journal, ConsoleSettings settings, JsonMapper json) {
    this.journal = journal;
    this.settings = settings;
    this.json = json;
  }

  /** Each entry once, although others are appended meanwhile and push pages down. */
  void write(TenantId tenant, String text, OutputStream out) throws IOException {
    long below = Long.MAX_VALUE;
    int written = 0;
    int offset = 0;
    while (written < settings.exportLines()) {
      List<AuditEntry> entries = journal.search(tenant, text, offset, PAGE).items();
      for (AuditEntry entry : entries) {
        if (entry.sequence() < below && written < settings.exportLines()) {
          below = entry.sequence();
          out.write(line(entry).getBytes(StandardCharsets.UTF_8));
          written++;
        }
      }
      if (entries.size() < PAGE) {
        return;
      }
      offset += PAGE;
    }
  }

  private String line(AuditEntry entry) {
    ObjectNode node = json.createObjectNode();
    node.put("sequence", entry.sequence());
    node.put("at", entry.at().toString());
    node.put("tenant", entry.what().tenant().value());
    node.put("actor", entry.what().actor());
    node.put("action", entry.what().action());
    node.put("resource", entry.what().resource());
    node.put("before", entry.what().before());
    node.put("after", entry.what().after());
    node.put("because", entry.what().because());
    node.put("previous", entry.previous());
    node.put("hash", entry.hash());
    return node + "\n";
  }
}
