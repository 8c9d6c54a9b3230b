package io.tocsin.web.preview;

import io.tocsin.model.TenantId;
import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditEntry;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.audit.AuditVerdict;
import io.tocsin.model.store.Page;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A journal in memory, chained as the port asks. */
public class MemoryAudit implements AuditJournal {
  private static final String ZEROS = "0".repeat(64);

  private final InstantSource clock;
  private final List<AuditEntry> entries = new ArrayList<>();

  public MemoryAudit(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized AuditEntry append(AuditDraft what) {
    String previous = entries.isEmpty() ? ZEROS : entries.getLast().hash();
    AuditEntry entry =
        new AuditEntry(entries.size() + 1L, clock.instant(), what, previous, hash(previous + what));
    entries.add(entry);
    return entry;
  }

  @Override
  public synchronized Page<AuditEntry> search(TenantId tenant, String text, int offset, int limit) {
    List<AuditEntry> found =
        entries.reversed().stream()
            .filter(e -> e.what().tenant().equals(tenant))
            .filter(e ->
                (e.what().actor() + e.what().action() + e.what().resource() + e.what().because())
                    .contains(text))
            .toList();
    List<AuditEntry> some = found.stream().skip(offset).limit(limit).toList();
    return new Page<>(some, found.size(), false, null);
  }

  @Override
  public synchronized AuditVerdict verify() {
    String previous = ZEROS;
    for (AuditEntry entry : entries) {
      if (!entry.hash().equals(hash(previous + entry.what()))) {
        return new AuditVerdict(entries.size(), entry.sequence(), "its hash does not fit");
      }
      previous = entry.hash();
    }
    return new AuditVerdict(entries.size(), null, "each hash fits the entry before");
  }

  private static String hash(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
