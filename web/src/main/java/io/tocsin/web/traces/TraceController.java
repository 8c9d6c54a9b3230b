package io.tocsin.web.traces;

import io.tocsin.model.TenantId;
import io.tocsin.web.logs.LogFilter;
import io.tocsin.web.page.Link;
import io.tocsin.web.page.NotHereException;
import io.tocsin.web.page.Viewer;
import io.tocsin.web.profiles.Profiles;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The page of one trace. */
@Controller
class TraceController {
  /** Clocks of services differ. */
  private static final Duration AROUND = Duration.ofMinutes(1);

  private final Traces traces;
  private final Profiles profiles;

  TraceController(Traces traces, Profiles profiles) {
    this.traces = traces;
    this.profiles = profiles;
  }

  @GetMapping("/traces/{id}")
  String trace(@AuthenticationPrincipal Viewer viewer, @PathVariable String id, Model model) {
    String traceId = LogFilter.traceId(id);
    if (traceId.isEmpty()) {
      throw new NotHereException("not a trace id");
    }
    TraceView trace = traces.trace(viewer.tenant(), traceId);
    model.addAttribute("trace", trace);
    model.addAttribute("profile", profile(viewer.tenant(), trace));
    return "trace";
  }

  /** What ran while its spans were active; null where nothing of it was sampled. */
  private @Nullable Link profile(TenantId tenant, TraceView trace) {
    Instant start = trace.waterfall().start();
    if (start == null) {
      return null;
    }
    Instant from = start.minus(AROUND);
    Instant to = start.plus(trace.waterfall().length()).plus(AROUND);
    return profiles.sampled(tenant, trace.id(), from, to)
        ? Link.to("/profiles")
            .and("trace", trace.id())
            .and("from", from.toString())
            .and("to", to.toString())
        : null;
  }
}
