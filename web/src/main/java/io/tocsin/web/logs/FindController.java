package io.tocsin.web.logs;

import io.tocsin.model.incident.IncidentStore;
import io.tocsin.web.page.AccountLike;
import io.tocsin.web.page.Link;
import io.tocsin.web.page.Viewer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The search box on top of every page: an incident's name, a trace id, an account or words. A POST,
 * because what people paste may be a raw account id; what looks like one never gets into an
 * address.
 */
@Controller
class FindController {
  private static final Pattern INCIDENT = Pattern.compile("toc-?([0-9]{1,15})");

  private final IncidentStore incidents;
  private final AccountSearch search;

  FindController(IncidentStore incidents, AccountSearch search) {
    this.incidents = incidents;
    this.search = search;
  }

  @PostMapping("/find")
  ResponseEntity<Void> find(@AuthenticationPrincipal Viewer viewer, @RequestParam String what) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(HttpHeaders.LOCATION, target(viewer, what.strip()).toString())
        .build();
  }

  private Link target(Viewer viewer, String what) {
    Matcher incident = INCIDENT.matcher(what.toLowerCase(Locale.ROOT));
    if (incident.matches()) {
      long number = Long.parseLong(incident.group(1));
      if (incidents.find(viewer.tenant(), number).isPresent()) {
        return Link.to("/incidents/TOC-" + number);
      }
    }
    String trace = LogFilter.traceId(what);
    if (!trace.isEmpty()) {
      return Link.to("/traces/" + trace);
    }
    if (LogFilter.isToken(what) || AccountLike.holds(what)) {
      Link link = Link.to("/logs");
      for (String token : search.tokensOf(viewer, AccountLike.id(what))) {
        link = link.and("account", token);
      }
      return link.and("range", "30d");
    }
    return Link.to("/logs").and("q", what.length() > 200 ? what.substring(0, 200) : what);
  }
}
