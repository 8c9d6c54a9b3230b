package io.tocsin.web.assembly;

import io.tocsin.collector.wiring.CollectorConfig.Processors;
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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes over {@code filter}, {@code transform}, {@code expressions} and {@code masking} of {@code
 * collector.processors} of a changed tocsin.yml; all its other keys wait for the next start. The
 * file must be right as a whole. Journalled for every tenant before it holds.
 */
final class PolicyReload implements Reloading.Reload {
  private static final Map<String, Function<Processors, Record>> POLICIES =
      new TreeMap<>(
          Map.of(
              "filter", Processors::filter,
              "transform", Processors::transform,
              "expressions", Processors::expressions,
              "masking", Processors::masking));

  private final Path file;
  private final AuditJournal audit;
  private final List<TenantId> tenants;
  private final Consumer<Processors> use;
  private Processors current;
  private byte[] read;

  PolicyReload(
      Path file,
      Processors current,
      AuditJournal audit,
      List<TenantId> tenants,
      Consumer<Processors> use) {
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
    Processors fresh =
        ConfigFile.read(TocsinConfig.class, Optional.of(file)).collector().processors();
    boolean changed = false;
    for (Map.Entry<String, Function<Processors, Record>> policy : POLICIES.entrySet()) {
      changed |=
          journal(
              policy.getKey(), policy.getValue().apply(current), policy.getValue().apply(fresh));
    }
    if (changed) {
      use.accept(fresh);
      current = fresh;
    }
    read = now;
  }

  /** Whether there was something to say. */
  private boolean journal(String policy, Record before, Record after) {
    if (after.equals(before)) {
      return false;
    }
    for (TenantId tenant : tenants) {
      audit.append(
          new AuditDraft(
              tenant,
              TimelineEvent.TOCSIN,
              "policy." + policy,
              "policy/" + policy,
              JsonMapper.shared().writeValueAsString(before),
              JsonMapper.shared().writeValueAsString(after),
              file.getFileName() + " has changed"));
    }
    return true;
  }

  private byte[] bytes() {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }
}
