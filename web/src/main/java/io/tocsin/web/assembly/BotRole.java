package io.tocsin.web.assembly;

import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.TenantId;
import io.tocsin.model.config.Secret;
import io.tocsin.model.incident.Incident;
import io.tocsin.storage.sql.PostgresqlDatabase;
import io.tocsin.web.assembly.secrets.SecretFile;
import io.tocsin.web.probe.Parts;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A bot in a process of its own, one of several on one PostgreSQL: takes signals in, finds owners,
 * files tickets. Evidence is looked for by the process that has the documents.
 */
final class BotRole implements Parts, AutoCloseable {
  /** Bells of the database. */
  static final String SIGNALS = "signals";

  static final String TICKETS = "tickets";

  private final TocsinConfig config;
  private final DataFolder folder;
  private final Map<String, Component> parts = Collections.synchronizedMap(new LinkedHashMap<>());
  private final Deque<AutoCloseable> toClose = new ArrayDeque<>();

  BotRole(TocsinConfig config) {
    this.config = config;
    this.folder = DataFolder.open(config.data(), "bot");
    toClose.push(folder);
  }

  void start() {
    PostgresqlDatabase relations = new PostgresqlDatabase(config.storage().relations());
    start("relations", relations);
    List<TenantId> tenants = config.allTenants().stream().map(TenantSettings::tenant).toList();
    String holder = UUID.randomUUID().toString();
    io.tocsin.bot.Components bot =
        new io.tocsin.bot.Components(
            config.bot(),
            new io.tocsin.bot.Surroundings(
                relations.signals(),
                relations.alerts(),
                relations.alertSearch(),
                relations.effects(),
                relations.standIns(),
                relations.silences(),
                relations.incidents(),
                relations.openedIncidents(),
                relations.incidentJournal(),
                relations.ticketLedger(),
                relations.ticketReadings(),
                relations.ticketStorms(),
                relations.evidenceFiles(),
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
    BotProbe probe =
        new BotProbe(
            config.web().bot(),
            this,
            bot,
            new Secret(SecretFile.readOrCreate(folder.path().resolve("secrets/bot.token"))));
    bot.withoutEvidence().forEach(this::start);
    start("probe", probe);
    System.out.println(
        "Tocsin bot " + holder + " is up; " + probe.address() + "/readyz says whether it works");
  }

  static String linkTo(TocsinConfig config, Incident incident) {
    return config.web().console().permalink("/incidents/" + incident.name());
  }

  private void start(String name, Component part) {
    toClose.push(part);
    parts.put(name, part);
    part.start();
  }

  @Override
  public Map<String, Health> health() {
    Map<String, Health> health = new LinkedHashMap<>();
    synchronized (parts) {
      parts.forEach((name, part) -> health.put(name, part.health()));
    }
    return health;
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
