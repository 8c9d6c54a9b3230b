package io.tocsin.bot;

import io.tocsin.bot.filing.TicketDrafts;
import io.tocsin.bot.filing.TicketTemplates;
import io.tocsin.bot.priority.Priorities;
import io.tocsin.bot.priority.RaisingJournal;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.source.SourceLinks;

/** What tickets consist of, and how urgent they are, as the settings have it. */
final class TicketParts {
  private TicketParts() {}

  static Priorities priorities(BotConfig config) {
    return new Priorities(config.filing().priorities(), config.priority().blastRadius());
  }

  /** A journal that has tickets raised. */
  static IncidentJournal raising(BotConfig config, Surroundings house, IncidentJournal journal) {
    return new RaisingJournal(journal, priorities(config), house.intents()::ring, house.clock());
  }

  static TicketDrafts drafts(BotConfig config, Surroundings house, OwnCode own, SourceLinks links) {
    return new TicketDrafts(
        house.telemetry(),
        house.incidents(),
        config.filing(),
        priorities(config),
        config.components(),
        own,
        house.link(),
        links,
        TicketTemplates.of(config.ticketTemplate()));
  }
}
