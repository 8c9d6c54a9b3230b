package io.tocsin.web.incidents;

import io.tocsin.model.incident.EvidenceFile;
import io.tocsin.model.incident.EvidenceFiles;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.web.page.NotHereException;
import io.tocsin.web.page.Viewer;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** An incident's evidence as files: to be kept, never opened as a page of the console's own. */
@Controller
class EvidenceController {
  private final IncidentStore incidents;
  private final EvidenceFiles files;

  EvidenceController(IncidentStore incidents, EvidenceFiles files) {
    this.incidents = incidents;
    this.files = files;
  }

  @GetMapping("/incidents/TOC-{number:[0-9]{1,15}}/evidence/{name}")
  ResponseEntity<byte[]> file(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable long number,
      @PathVariable String name) {
    Incident incident =
        incidents
            .find(viewer.tenant(), number)
            .orElseThrow(() -> new NotHereException("no incident " + number));
    Optional<EvidenceFile> found =
        EvidenceFile.isName(name)
            ? files.read(viewer.tenant(), incident.id(), name)
            : Optional.empty();
    EvidenceFile file =
        found.orElseThrow(() -> new NotHereException("the file is not kept, or not any more"));
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(file.mediaType()))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"" + incident.name() + '-' + file.name() + '"')
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .body(file.bytes());
  }
}
