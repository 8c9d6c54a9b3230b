package io.tocsin.web.api;

import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.audit.AuditVerdict;
import io.tocsin.web.page.Viewer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who is asking, and proof of who did what. */
@RestController
@RequestMapping("/api/v1")
class AccessApi {
  private final AuditJournal journal;

  AccessApi(AuditJournal journal) {
    this.journal = journal;
  }

  @GetMapping("/me")
  Map<String, Object> me(@AuthenticationPrincipal Viewer viewer) {
    Map<String, Object> me = new LinkedHashMap<>();
    me.put("name", viewer.name());
    me.put("tenant", viewer.tenant().value());
    me.put("role", viewer.role().name());
    return me;
  }

  /** The journal is one chain of all tenants: how many entries it has is nobody's to know. */
  @GetMapping("/audit/verify")
  Map<String, Object> verify() {
    AuditVerdict verdict = journal.verify();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("intact", verdict.intact());
    answer.put("broken_at", verdict.brokenAt());
    answer.put(
        "because",
        verdict.intact()
            ? "no gap, and each hash fits the entry before it"
            : "the journal does not fit from entry " + verdict.brokenAt() + " on");
    return answer;
  }
}
