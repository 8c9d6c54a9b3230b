package io.tocsin.bot;

import io.tocsin.bot.attachment.EnclosurePorts;
import io.tocsin.bot.attachment.Enclosures;
import io.tocsin.bot.evidence.EvidencePorts;
import io.tocsin.bot.evidence.Investigator;
import io.tocsin.bot.suspect.SuspectSearch;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.OwnerResolver;
import io.tocsin.model.signal.Bell;

/** What looks for evidence and keeps it, as the settings have it. */
final class EvidenceParts {
  private EvidenceParts() {}

  static Enclosures enclosures(
      BotConfig config, Surroundings house, IncidentJournal journal, OwnCode own) {
    return new Enclosures(
        config.attachments(),
        new EnclosurePorts(
            house.telemetry(),
            house.profiles(),
            house.incidents(),
            journal,
            house.ledger(),
            house.evidenceFiles(),
            own,
            house.mask()),
        house.intents(),
        house.clock());
  }

  /**
   * @param opened rings when there may be new incidents
   */
  static Investigator investigator(
      BotConfig config,
      Surroundings house,
      IncidentJournal journal,
      OwnerResolver owners,
      SuspectSearch suspects,
      OwnCode own,
      Enclosures enclosures,
      Bell opened) {
    return new Investigator(
        config.evidence(),
        new EvidencePorts(
            house.openedIncidents(),
            house.incidents(),
            journal,
            house.audit(),
            house.telemetry(),
            house.profiles(),
            house.releases(),
            owners,
            suspects,
            own,
            enclosures,
            house.tenants()),
        opened,
        house.clock());
  }
}
