package io.tocsin.web.preview;

import io.tocsin.model.incident.Incident;
import io.tocsin.model.mute.Matcher;
import io.tocsin.model.mute.Mutes;
import io.tocsin.model.mute.Muting;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Matches by service and environment; mutes nothing. */
final class PreviewMutes implements Mutes {
  @Override
  public List<Muting> on(Incident incident) {
    return List.of();
  }

  @Override
  public Map<String, String> labels(Incident incident) {
    return Map.of(
        "service", incident.source().service(),
        "environment", incident.source().environment(),
        "type", incident.facts().type());
  }

  @Override
  public boolean match(List<Matcher> matchers, Map<String, String> labels) {
    return matchers.stream()
        .allMatch(matcher -> {
          String value = labels.getOrDefault(matcher.name(), "");
          boolean same =
              matcher.regex()
                  ? Pattern.matches(matcher.value(), value)
                  : value.equals(matcher.value());
          return same == matcher.equal();
        });
  }
}
