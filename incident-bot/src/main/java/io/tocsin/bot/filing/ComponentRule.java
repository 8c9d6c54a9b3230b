package io.tocsin.bot.filing;

import io.tocsin.bot.name.NamePattern;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.incident.Incident;
import org.jspecify.annotations.Nullable;

/** Which of the tracker's components a fault belongs to. All that is given must match. */
public record ComponentRule(
    @Setting(doc = "Service name; * stands for any text. Absent: any.") @Nullable String service,
    @Setting(
            doc =
                "Class of the culprit frame, by which modules of a service are told apart; * stands"
                    + " for any text. Absent: any.")
        @Nullable String culprit,
    @Setting(doc = "Name of the component, as the tracker has it.") String component) {
  public ComponentRule {
    if (component.isBlank() || component.length() > 200) {
      throw new InvalidSettingException("component", component, "1 to 200 characters");
    }
  }

  boolean matches(Incident incident) {
    Frame frame = incident.facts().culprit();
    return NamePattern.fits(service, incident.source().service())
        && NamePattern.fits(culprit, frame == null ? null : frame.className());
  }
}
