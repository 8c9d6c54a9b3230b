package io.tocsin.bot.backtest;

import io.tocsin.bot.filing.ComponentRule;
import io.tocsin.bot.filing.FilingConfig;
import io.tocsin.bot.filing.StormConfig;
import io.tocsin.bot.filing.TicketTemplates;
import io.tocsin.bot.mute.MuteConfig;
import io.tocsin.bot.priority.Priorities;
import io.tocsin.bot.recurrence.RecurrenceConfig;
import io.tocsin.model.incident.OwnerResolver;
import java.util.List;

/** The settings that decide. */
public record Candidate(
    OwnerResolver owners,
    MuteConfig mutes,
    RecurrenceConfig recurrence,
    FilingConfig filing,
    StormConfig storm,
    Priorities priorities,
    List<ComponentRule> components,
    TicketTemplates templates) {
  public Candidate {
    components = List.copyOf(components);
  }
}
