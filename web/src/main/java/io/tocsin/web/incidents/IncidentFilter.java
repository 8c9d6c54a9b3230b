package io.tocsin.web.incidents;

import io.tocsin.model.TenantId;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentQuery;
import io.tocsin.web.page.Link;
import io.tocsin.web.page.Pager;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * Which incidents a list shows, as it stands in the address.
 *
 * @param state "active" (open or acknowledged), a state in lower case, or "all"
 */
public record IncidentFilter(
    String state,
    String service,
    String environment,
    String text,
    IncidentQuery.Sort sort,
    int page,
    int size) {
  static final java.util.List<String> STATES =
      java.util.List.of("active", "open", "acknowledged", "closed", "all");
  private static final String DEFAULT_STATE = "active";
  private static final int MAX_TEXT = 200;

  public static IncidentFilter of(MultiValueMap<String, String> request) {
    String state = text(request, "state");
    return new IncidentFilter(
        STATES.contains(state) ? state : DEFAULT_STATE,
        text(request, "service"),
        text(request, "environment"),
        text(request, "q"),
        sort(text(request, "sort")),
        Pager.page(request.getFirst("page")),
        Pager.size(request.getFirst("size")));
  }

  public IncidentQuery query(TenantId tenant) {
    return new IncidentQuery(
        tenant,
        states(),
        orNull(service),
        orNull(environment),
        orNull(text),
        sort,
        (page - 1) * size,
        size);
  }

  private Set<Incident.State> states() {
    return switch (state) {
      case "all" -> Set.of();
      case DEFAULT_STATE -> Set.of(Incident.State.OPEN, Incident.State.ACKNOWLEDGED);
      default -> Set.of(Incident.State.valueOf(state.toUpperCase(Locale.ROOT)));
    };
  }

  /** This list from its first page. */
  public Link link() {
    return Link.to("/incidents")
        .and("state", state.equals(DEFAULT_STATE) ? null : state)
        .and("service", service)
        .and("environment", environment)
        .and("q", text)
        .and("sort", sort == IncidentQuery.Sort.LAST_SEEN ? null : sortName())
        .and("size", size == Pager.SIZE ? null : Integer.toString(size));
  }

  public Link inState(String other) {
    return new IncidentFilter(other, service, environment, text, sort, 1, size).link();
  }

  public Link by(String column) {
    return new IncidentFilter(state, service, environment, text, sort(column), 1, size).link();
  }

  public Link inEnvironment(String other) {
    return new IncidentFilter(state, service, other, text, sort, 1, size).link();
  }

  public String sortName() {
    return sort.name().toLowerCase(Locale.ROOT);
  }

  /** Whether more than the state is asked for. */
  public boolean narrows() {
    return !service.isEmpty() || !environment.isEmpty() || !text.isEmpty();
  }

  private static String text(MultiValueMap<String, String> request, String name) {
    String value = request.getFirst(name);
    if (value == null) {
      return "";
    }
    String stripped = value.strip();
    return stripped.length() > MAX_TEXT ? stripped.substring(0, MAX_TEXT) : stripped;
  }

  private static IncidentQuery.Sort sort(String text) {
    for (IncidentQuery.Sort sort : IncidentQuery.Sort.values()) {
      if (sort.name().equalsIgnoreCase(text)) {
        return sort;
      }
    }
    return IncidentQuery.Sort.LAST_SEEN;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
