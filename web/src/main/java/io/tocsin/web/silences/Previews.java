package io.tocsin.web.silences;

import io.tocsin.model.TenantId;
import io.tocsin.model.incident.Headline;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentQuery;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.mute.Matcher;
import io.tocsin.model.mute.Mutes;
import java.util.List;
import java.util.Set;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Holds matchers against the open incidents that were seen last. */
@Component
class Previews {
  private static final int ASKED = 200;
  private static final int SHOWN = 10;

  private final IncidentStore incidents;
  private final Mutes mutes;

  Previews(IncidentStore incidents, Mutes mutes) {
    this.incidents = incidents;
    this.mutes = mutes;
  }

  List<Incident> open(TenantId tenant) {
    return incidents
        .search(
            new IncidentQuery(
                tenant,
                Set.of(Incident.State.OPEN, Incident.State.ACKNOWLEDGED),
                null,
                null,
                null,
                IncidentQuery.Sort.LAST_SEEN,
                0,
                ASKED))
        .items();
  }

  long count(List<Matcher> matchers, List<Incident> open) {
    return open.stream().filter(i -> mutes.match(matchers, mutes.labels(i))).count();
  }

  Preview of(TenantId tenant, String text) {
    try {
      List<Matcher> matchers = Matcher.parse(text);
      if (matchers.isEmpty()) {
        return Preview.refused("matchers (expected: at least one)");
      }
      List<Incident> open = open(tenant);
      List<Incident> matching =
          open.stream().filter(i -> mutes.match(matchers, mutes.labels(i))).toList();
      return new Preview(
          open.size(),
          matching.size(),
          matching.stream().limit(SHOWN).map(Previews::line).toList(),
          null);
    } catch (IllegalArgumentException e) {
      return Preview.refused(String.valueOf(e.getMessage()));
    }
  }

  private static Preview.Line line(Incident incident) {
    String environment = incident.source().environment();
    String service = incident.source().service();
    return new Preview.Line(
        incident.name(),
        Headline.of(incident, LocaleContextHolder.getLocale()),
        environment.isEmpty() ? service : service + " · " + environment);
  }
}
