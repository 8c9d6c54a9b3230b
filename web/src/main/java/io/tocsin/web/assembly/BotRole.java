package io.tocsin.web.assembly;

import io.tocsin.bot.intake.IntakeConfig;
import io.tocsin.model.Component;
import io.tocsin.model.TenantId;
import io.tocsin.model.effect.EffectLedger;
import io.tocsin.model.effect.MemoryEffectLedger;
import io.tocsin.model.incident.Incident;
import io.tocsin.storage.sql.PostgresqlDatabase;
import io.tocsin.storage.sql.SqlDatabase;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/**
 * A bot in a process of its own, one of several on one PostgreSQL: takes signals in, finds owners,
 * files tickets. Evidence is looked for by the process that has the documents.
 */
final class BotRole implements AutoCloseable {
  /** Bells of the database. */
  static final String SIGNALS = "signals";

  static final String TICKETS = "tickets";

  private final TocsinConfig config;
  private final DataFolder folder;
  private final Deque<AutoCloseable> toClose = new ArrayDeque<>();

  BotRole(TocsinConfig config) {
    this.config = config;
    this.folder = DataFolder.open(config.data(), "bot");
    toClose.push(folder);
  }

  void start() {
    PostgresqlDatabase relations = new PostgresqlDatabase(config.storage().relations());
    start(relations);
    List<TenantId> tenants = config.allTenants().stream().map(TenantSettings::tenant).toList();
    String holder = UUID.randomUUID().toString();
    io.tocsin.bot.Components bot =
        new io.tocsin.bot.Components(
            config.bot(),
            new io.tocsin.bot.Surroundings(
                relations.signals(),
                relations.alerts(),
                relations.alertSearch(),
                effects(config, relations),
                relations.silences(),
                relations.incidents(),
                relations.incidentJournal(),
                relations.ticketLedger(),
                relations.ticketReadings(),
                relations.ticketStorms(),
                relations.deliveryLedger(),
                relations.channelBook(),
                relations.audit(),
                new ElsewhereTelemetry(),
                new ElsewhereProfiles(),
                relations.latency(),
                relations.releases(),
                relations.bell(SIGNALS),
                relations.bell(TICKETS),
                TrackerRole.tokenIn(folder.path()),
                holder,
                () -> tenants,
                incident -> linkTo(config, incident),
                new TextMask(config.collector().processors().masking()),
                config.web().console().permalink("/incidents"),
                relations.clock()));
    toClose.push(bot);
    bot.withoutEvidence().values().forEach(this::start);
    System.out.println("Tocsin bot " + holder + " is up");
  }

  /** Where it is kept which web hooks were taken. */
  static EffectLedger effects(TocsinConfig config, SqlDatabase relations) {
    return config.bot().intake().keptIn() == IntakeConfig.KeptIn.MEMORY
        ? new MemoryEffectLedger(config.bot().intake().memoryRows())
        : relations.effects();
  }

  static String linkTo(TocsinConfig config, Incident incident) {
    return config.web().console().permalink("/incidents/" + incident.name());
  }

  private void start(Component part) {
    toClose.push(part);
    part.start();
  }

  /** Closes all that was started, the last first; one that fails does not keep the others. */
  @Override
  public void close() throws IOException {
    IOException failed = null;
    while (!toClose.isEmpty()) {
      try {
        toClose.pop().close();
      } catch (Exception e) { // as declared by AutoCloseable
        failed = new IOException("a part did not close", e);
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
