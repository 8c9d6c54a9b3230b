package io.tocsin.web.traces;

import io.tocsin.web.logs.LogFilter;
import io.tocsin.web.page.NotHereException;
import io.tocsin.web.page.Viewer;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The page of one trace. */
@Controller
class TraceController {
  private final Traces traces;

  TraceController(Traces traces) {
    this.traces = traces;
  }

  @GetMapping("/traces/{id}")
  String trace(@AuthenticationPrincipal Viewer viewer, @PathVariable String id, Model model) {
    String traceId = LogFilter.traceId(id);
    if (traceId.isEmpty()) {
      throw new NotHereException("not a trace id");
    }
    model.addAttribute("trace", traces.trace(viewer.tenant(), traceId));
    return "trace";
  }
}
