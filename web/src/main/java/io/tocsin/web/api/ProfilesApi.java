package io.tocsin.web.api;

import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.web.page.ConsoleSettings;
import io.tocsin.web.page.Viewer;
import io.tocsin.web.profiles.DifferenceFilter;
import io.tocsin.web.profiles.FlameAnswer;
import io.tocsin.web.profiles.ProfileFilter;
import io.tocsin.web.profiles.Profiles;
import java.time.InstantSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Profiles as trees of frames, and the recordings that they come from. */
@RestController
@RequestMapping("/api/v1/profiles")
class ProfilesApi {
  private final Profiles profiles;
  private final AuditJournal audit;
  private final ConsoleSettings settings;
  private final InstantSource clock;

  ProfilesApi(
      Profiles profiles, AuditJournal audit, ConsoleSettings settings, InstantSource clock) {
    this.profiles = profiles;
    this.audit = audit;
    this.settings = settings;
    this.clock = clock;
  }

  /** Takes the same parameters as the page. */
  @GetMapping("/stacks")
  FlameAnswer stacks(
      @AuthenticationPrincipal Viewer viewer, @RequestParam MultiValueMap<String, String> request) {
    return profiles.flameGraph(
        viewer.tenant(), ProfileFilter.of(request, clock.instant(), settings.searchBack()));
  }

  @GetMapping("/difference")
  FlameAnswer difference(
      @AuthenticationPrincipal Viewer viewer, @RequestParam MultiValueMap<String, String> request) {
    return profiles.difference(
        viewer.tenant(), DifferenceFilter.of(request, clock.instant(), settings.searchBack()));
  }

  /** Unmasked names of threads and classes leave with it, so it is journalled first. */
  @GetMapping("/recordings/{id}")
  ResponseEntity<byte[]> recording(
      @AuthenticationPrincipal Viewer viewer, @PathVariable String id) {
    byte[] jfr = profiles.recording(viewer.tenant(), id);
    audit.append(
        new AuditDraft(
            viewer.tenant(),
            viewer.name(),
            "profile.download",
            "profile/" + id,
            null,
            null,
            "raw recording downloaded"));
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + id + ".jfr\"")
        .body(jfr);
  }
}
