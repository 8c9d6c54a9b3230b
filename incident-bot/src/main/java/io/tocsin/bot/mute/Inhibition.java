package io.tocsin.bot.mute;

import io.tocsin.model.TenantId;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentQuery;
import io.tocsin.model.incident.IncidentStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what explains an incident, by rules. */
final class Inhibition {
  /** Open incidents that are asked, those seen last. */
  private static final int SOURCES = 200;

  private final List<InhibitRule> rules;
  private final IncidentStore incidents;
  private final Matching matching;

  Inhibition(List<InhibitRule> rules, IncidentStore incidents, Matching matching) {
    this.rules = rules;
    this.incidents = incidents;
    this.matching = matching;
  }

  /** What may explain others: of a tenant's open incidents those seen last. */
  List<Incident> sources(TenantId tenant) {
    return rules.isEmpty()
        ? List.of()
        : incidents
            .search(
                new IncidentQuery(
                    tenant,
                    Set.of(Incident.State.OPEN, Incident.State.ACKNOWLEDGED),
                    null,
                    null,
                    null,
                    IncidentQuery.Sort.LAST_SEEN,
                    0,
                    SOURCES))
            .items();
  }

  /** The first rule that mutes it, and the incident that it names. */
  Optional<Map.Entry<InhibitRule, Incident>> of(Incident target, List<Incident> sources) {
    Map<String, String> labels = IncidentLabels.of(target);
    List<InhibitRule> aimed =
        rules.stream().filter(rule -> matching.match(rule.targetMatchers(), labels)).toList();
    return aimed.stream()
        .flatMap(rule ->
            sources.stream()
                .filter(source -> !source.id().equals(target.id()))
                .filter(source -> explains(rule, IncidentLabels.of(source), labels))
                .map(source -> Map.entry(rule, source)))
        .findFirst();
  }

  /** What is source and target at once never mutes its like, or two would mute each other. */
  private boolean explains(
      InhibitRule rule, Map<String, String> source, Map<String, String> target) {
    boolean both =
        matching.match(rule.sourceMatchers(), target)
            && matching.match(rule.targetMatchers(), source);
    return !both
        && matching.match(rule.sourceMatchers(), source)
        && rule.equal().stream()
            .allMatch(name -> source.getOrDefault(name, "").equals(target.getOrDefault(name, "")));
  }
}
