package io.tocsin.web.page;

import io.tocsin.model.access.Role;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentQuery;
import io.tocsin.model.incident.IncidentStore;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What surrounds every page: who is signed in, where, and how they want it drawn. */
public final class Frame {
  private final IncidentStore incidents;
  private final @Nullable Viewer viewer;
  private final String theme;
  private final String language;
  private final String here;

  Frame(
      IncidentStore incidents, @Nullable Viewer viewer, HttpServletRequest request, Locale locale) {
    this.incidents = incidents;
    this.viewer = viewer;
    this.theme = Choices.theme(request);
    this.language = locale.getLanguage();
    String query = request.getQueryString();
    boolean page = "GET".equals(request.getMethod());
    this.here = page ? request.getRequestURI() + (query == null ? "" : '?' + query) : "/";
  }

  public @Nullable Viewer viewer() {
    return viewer;
  }

  public String theme() {
    return theme;
  }

  public String language() {
    return language;
  }

  /** BCP 47: the script matters for the choice of Chinese glyphs. */
  public String languageTag() {
    return language.equals("zh") ? "zh-CN" : language;
  }

  /** Path of this page, to come back to. */
  public String here() {
    return here;
  }

  public boolean admin() {
    return viewer != null && viewer.may(Role.ADMIN);
  }

  public boolean responder() {
    return viewer != null && viewer.may(Role.RESPONDER);
  }

  /** Open incidents of the viewer's tenant; asked only where it is drawn. */
  public long openIncidents() {
    return viewer == null ? 0 : count(viewer, Incident.State.OPEN);
  }

  private long count(Viewer someone, Incident.State state) {
    return incidents
        .search(
            new IncidentQuery(
                someone.tenant(),
                Set.of(state),
                null,
                null,
                null,
                IncidentQuery.Sort.LAST_SEEN,
                0,
                1))
        .total();
  }
}
