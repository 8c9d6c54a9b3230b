package io.tocsin.bot.priority;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.bot.name.NamePattern;
import io.tocsin.model.config.Setting;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.incident.Incident;
import org.jspecify.annotations.Nullable;

/**
 * A core path of the business: what matches it gets this priority. All that is given must match.
 */
public record PriorityRule(
    @Setting(doc = "Service name; * stands for any text. Absent: any.") @Nullable String service,
    @Setting(doc = "Endpoint or span name; * stands for any text. Absent: any.")
        @Nullable String operation,
    @Setting(doc = "Class of the culprit frame; * stands for any text. Absent: any.")
        @Nullable String culprit,
    @Setting(doc = "1 (highest) to 4.") int priority) {
  public PriorityRule {
    requireRange("priority", priority, 1, 4);
  }

  boolean matches(Incident incident) {
    Frame frame = incident.facts().culprit();
    return NamePattern.fits(service, incident.source().service())
        && NamePattern.fits(operation, incident.facts().operation())
        && NamePattern.fits(culprit, frame == null ? null : frame.className());
  }

  /** For people: "service refunds, operation POST /refunds*". */
  String told() {
    StringBuilder text = new StringBuilder();
    tell(text, "service", service);
    tell(text, "operation", operation);
    tell(text, "culprit", culprit);
    return text.isEmpty() ? "everything" : text.toString();
  }

  private static void tell(StringBuilder text, String what, @Nullable String pattern) {
    if (pattern != null) {
      text.append(text.isEmpty() ? "" : ", ").append(what).append(' ').append(pattern);
    }
  }
}
