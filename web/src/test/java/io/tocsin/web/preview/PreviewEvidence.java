package io.tocsin.web.preview;

import io.tocsin.model.TenantId;
import io.tocsin.model.incident.EvidenceFile;
import io.tocsin.model.incident.EvidenceFiles;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The same two files for every incident. */
final class PreviewEvidence implements EvidenceFiles {
  private static final List<EvidenceFile> FILES =
      List.of(
          file("log-excerpt.txt", "text/plain", "ERROR refund failed\n"),
          file("profile-difference.html", "text/html", "<script>alert(1)</script>"));

  private static EvidenceFile file(String name, String type, String text) {
    return new EvidenceFile(name, type, text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void keep(TenantId tenant, UUID incident, List<EvidenceFile> files, Instant now) {
    throw new UnsupportedOperationException("the console keeps none");
  }

  @Override
  public List<EvidenceFile> of(TenantId tenant, UUID incident) {
    return FILES;
  }

  @Override
  public List<String> names(TenantId tenant, UUID incident) {
    return FILES.stream().map(EvidenceFile::name).toList();
  }

  @Override
  public Optional<EvidenceFile> read(TenantId tenant, UUID incident, String name) {
    return FILES.stream().filter(file -> file.name().equals(name)).findFirst();
  }
}
