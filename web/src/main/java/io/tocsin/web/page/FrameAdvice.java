package io.tocsin.web.page;

import io.tocsin.model.incident.IncidentStore;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page its frame. */
@ControllerAdvice
class FrameAdvice {
  private final IncidentStore incidents;

  FrameAdvice(IncidentStore incidents) {
    this.incidents = incidents;
  }

  @ModelAttribute("frame")
  Frame frame(HttpServletRequest request, Locale locale) {
    return new Frame(incidents, viewer(), request, locale);
  }

  private static @Nullable Viewer viewer() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof Viewer viewer
        ? viewer
        : null;
  }
}
