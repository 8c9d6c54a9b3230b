package io.tocsin.bot.notice;

import io.tocsin.bot.name.NamePattern;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import io.tocsin.model.incident.Incident;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which incidents go which way. All that is given must match; the first route that does is taken.
 */
public record RouteConfig(
    @Setting(doc = "Tenant. Absent: any.") @Nullable String tenant,
    @Setting(doc = "Service name; * stands for any text. Absent: any.") @Nullable String service,
    @Setting(doc = "Deployment environment; * stands for any text. Absent: any.")
        @Nullable String environment,
    @Setting(doc = "Team that owns it; * stands for any text. Absent: any, and nobody.")
        @Nullable String team,
    @Setting(doc = "Whom to tell at once, and whom later while nobody has acknowledged it.")
        List<StepConfig> steps) {
  public RouteConfig {
    steps = List.copyOf(steps);
    Duration last = Duration.ZERO;
    for (StepConfig step : steps) {
      if (step.after().compareTo(last) < 0) {
        throw new InvalidSettingException("steps", step.after(), "each later than the one before");
      }
      last = step.after();
    }
  }

  boolean matches(Incident incident) {
    String owner = incident.owner() == null ? null : incident.owner().team();
    return (tenant == null || tenant.equals(incident.tenant().value()))
        && NamePattern.fits(service, incident.source().service())
        && NamePattern.fits(environment, incident.source().environment())
        && NamePattern.fits(team, owner);
  }
}
