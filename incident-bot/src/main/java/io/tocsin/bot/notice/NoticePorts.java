package io.tocsin.bot.notice;

import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.notice.ChannelBook;
import io.tocsin.model.notice.DeliveryLedger;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;

/**
 * What sending works on.
 *
 * @param priority of an incident's ticket as the incident is, 1 (highest) to 4
 * @param link to an incident's page
 * @param console address of all incidents
 * @param random for the jitter of waits
 */
public record NoticePorts(
    DeliveryLedger ledger,
    ChannelBook book,
    IncidentStore incidents,
    Roster roster,
    ToIntFunction<Incident> priority,
    Function<Incident, String> link,
    String console,
    RandomGenerator random,
    InstantSource clock) {}
