package io.tocsin.web.assembly;

import io.tocsin.collector.processor.masking.MaskingConfig;
import io.tocsin.model.TenantId;
import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.web.assembly.config.ConfigFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes over {@code collector.processors.masking} of a changed tocsin.yml; all its other keys wait
 * for the next start. The file must be right as a whole. Journalled for every tenant before it
 * holds.
 */
final class PolicyReload implements Reloading.Reload {
  private final Path file;
  private final AuditJournal audit;
  private final List<TenantId> tenants;
  private final Consumer<MaskingConfig> use;
  private MaskingConfig current;
  private byte[] read;

  PolicyReload(
      Path file,
      MaskingConfig current,
      AuditJournal audit,
      List<TenantId> tenants,
      Consumer<MaskingConfig> use) {
    this.file = file;
    this.current = current;
    this.audit = audit;
    this.tenants = List.copyOf(tenants);
    this.use = use;
    this.read = new byte[0];
  }

  @Override
  public void look() {
    byte[] now = bytes();
    if (Arrays.equals(now, read)) {
      return;
    }
    MaskingConfig fresh =
        ConfigFile.read(TocsinConfig.class, Optional.of(file)).collector().processors().masking();
    if (!fresh.equals(current)) {
      for (TenantId tenant : tenants) {
        audit.append(
            new AuditDraft(
                tenant,
                TimelineEvent.TOCSIN,
                "policy.masking",
                "policy/masking",
                JsonMapper.shared().writeValueAsString(current),
                JsonMapper.shared().writeValueAsString(fresh),
                file.getFileName() + " has changed"));
      }
      use.accept(fresh);
      current = fresh;
    }
    read = now;
  }

  private byte[] bytes() {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }
}
