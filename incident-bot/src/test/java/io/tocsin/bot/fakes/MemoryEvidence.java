package io.tocsin.bot.fakes;

import io.tocsin.model.TenantId;
import io.tocsin.model.incident.EvidenceFile;
import io.tocsin.model.incident.EvidenceFiles;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Evidence files in maps. */
public final class MemoryEvidence implements EvidenceFiles {
  private final Map<String, Map<String, EvidenceFile>> files = new ConcurrentHashMap<>();

  @Override
  public void keep(TenantId tenant, UUID incident, List<EvidenceFile> kept, Instant now) {
    Map<String, EvidenceFile> there =
        files.computeIfAbsent(tenant + "/" + incident, key -> new TreeMap<>());
    kept.forEach(file -> there.putIfAbsent(file.name(), file));
  }

  @Override
  public List<EvidenceFile> of(TenantId tenant, UUID incident) {
    return List.copyOf(files.getOrDefault(tenant + "/" + incident, Map.of()).values());
  }

  @Override
  public List<String> names(TenantId tenant, UUID incident) {
    return of(tenant, incident).stream().map(EvidenceFile::name).toList();
  }

  @Override
  public Optional<EvidenceFile> read(TenantId tenant, UUID incident, String name) {
    return of(tenant, incident).stream().filter(file -> file.name().equals(name)).findFirst();
  }
}
