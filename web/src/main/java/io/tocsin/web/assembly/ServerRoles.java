package io.tocsin.web.assembly;

import io.tocsin.bot.intake.IntakeConfig;
import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.effect.EffectLedger;
import io.tocsin.model.effect.MemoryEffectLedger;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.signal.Bell;
import io.tocsin.model.store.TelemetrySearch;
import io.tocsin.storage.redis.RedisEffectLedger;
import io.tocsin.storage.sql.SqlDatabase;
import io.tocsin.storage.sql.SqliteDatabase;
import io.tocsin.web.assembly.config.ConfigFile;
import io.tocsin.web.probe.Parts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Collector, web and mostly the bot in one process, on stores of its own; the relations may stand
 * in a PostgreSQL, and then bots may be processes of their own ({@link BotRole}). Stores start
 * first and the receiver last: when telemetry can come in, everything behind it is at work. They
 * stop the other way round.
 */
final class ServerRoles implements Parts, AutoCloseable {
  private static final Health NOT_YET = Health.down("not started yet");

  private final TocsinConfig config;
  private final Optional<Path> configFile;
  private final boolean withBot;
  private final InstantSource clock;
  private final DataFolder folder;
  private final Map<String, Component> parts = Collections.synchronizedMap(new LinkedHashMap<>());

  /** Known parts whose turn has not come. */
  private final Set<String> toStart = ConcurrentHashMap.newKeySet();

  private final Deque<AutoCloseable> toClose = new ArrayDeque<>();

  /**
   * @param withBot whether this process takes signals in and files tickets
   */
  ServerRoles(
      TocsinConfig config, Optional<Path> configFile, boolean withBot, InstantSource clock) {
    this.config = config;
    this.configFile = configFile;
    this.withBot = withBot;
    this.clock = clock;
    this.folder = DataFolder.open(config.data(), "server");
    toClose.push(folder);
  }

  void start() {
    Path data = folder.path();
    Tenants tenants = new Tenants(config.allTenants(), data);
    if (config.tracker().spawn() && config.bot().filesInBuiltIn()) {
      start("built-in tracker", new BuiltInTrackerProcess(configFile));
    }
    EmbeddedStores stores = EmbeddedStores.under(data, config.storage(), clock);
    stores.parts().forEach(this::start);
    ServerBackup backup =
        new ServerBackup(
            data,
            stores,
            new SqliteDatabase(data.resolve("tracker"), config.storage().relations(), clock),
            tenants.all(),
            clock);
    backup.clear();
    start("upkeep", new Upkeep(stores.sweeps()));

    TextMask mask = new TextMask(config.collector().processors().masking());
    Bell posted = stores.relations().bell(BotRole.SIGNALS);
    TelemetrySearch telemetry = stores.documents().search();
    EffectLedger effects = effects(stores.relations());
    if (effects instanceof Component part) {
      start("redis", part);
    }
    io.tocsin.bot.Components bot =
        new io.tocsin.bot.Components(
            config.bot(),
            new io.tocsin.bot.Surroundings(
                stores.relations().signals(),
                stores.relations().alerts(),
                stores.relations().alertSearch(),
                effects,
                stores.relations().standIns(),
                stores.relations().silences(),
                stores.relations().incidents(),
                stores.relations().openedIncidents(),
                stores.relations().incidentJournal(),
                stores.relations().ticketLedger(),
                stores.relations().ticketReadings(),
                stores.relations().ticketStorms(),
                stores.relations().evidenceFiles(),
                stores.relations().deliveryLedger(),
                stores.relations().channelBook(),
                stores.relations().audit(),
                stores.documents().evidenceSearch(),
                stores.profiles(),
                stores.relations().latency(),
                stores.relations().releases(),
                posted,
                stores.relations().bell(BotRole.TICKETS),
                TrackerRole.tokenIn(data),
                UUID.randomUUID().toString(),
                tenants::all,
                incident -> BotRole.linkTo(config, incident),
                mask,
                config.web().console().permalink("/incidents"),
                stores.relations().clock()));
    toClose.push(bot);
    io.tocsin.collector.wiring.Components collector =
        new io.tocsin.collector.wiring.Components(
            config.collector(),
            new io.tocsin.collector.wiring.Surroundings(
                stores.log(),
                stores.log(),
                stores.log(),
                tenants.ingestTokens(),
                tenants::keysOf,
                stores.documents(),
                stores.profiles(),
                stores.blobs(),
                stores.relations().templates(),
                stores.relations().signals(),
                bot.detectors(),
                posted,
                data,
                clock));

    start("reload", reloading(tenants, collector, mask, stores));
    (withBot ? bot.all() : bot.beside()).forEach(this::start);
    Console console =
        new Console(
            config.web(),
            new ConsolePorts(
                stores,
                telemetry,
                bot.journal(),
                bot.latency(),
                bot.serviceOwners(),
                bot.sourceLinks(),
                bot.masked(),
                bot.alerts(),
                bot.effects(),
                bot.onCall(),
                bot.mutes(),
                bot.backtests(
                    stores.relations().signalHistory(),
                    config.storage().relations().keepHandledSignals(),
                    text -> ConfigFile.parse(TocsinConfig.class, text, "--candidate").bot()),
                collector.ruleFailures(),
                tenants,
                new StatusReport(this, folder.path(), stores, collector.ledger(), clock),
                collector.ledger(),
                collector.joins(),
                bot::thread,
                bot.hook(),
                new BotChannels(bot),
                new OperatorTokenFile(data),
                backup,
                this,
                List.<MetricSource>of(
                    collector,
                    bot,
                    stores.log(),
                    stores.documents(),
                    stores.blobs(),
                    stores.profiles(),
                    backup::samples),
                clock));
    Map<String, Component> last = new LinkedHashMap<>();
    last.put("console", console);
    collector.all().forEach(part -> last.put(nameOf(part), part));
    // Before the console answers: it must not say ready while telemetry has no way in.
    toStart.addAll(last.keySet());
    parts.putAll(last);
    last.forEach(this::start);
    console.welcome(tenants.all(), "Telemetry in: " + collector.telemetryIn());
  }

  private Reloading reloading(
      Tenants tenants,
      io.tocsin.collector.wiring.Components collector,
      TextMask mask,
      EmbeddedStores stores) {
    Map<String, Reloading.Reload> reloads = new LinkedHashMap<>();
    reloads.put("keys", new KeyReload(tenants, stores.relations().audit()));
    configFile.ifPresent(file ->
        reloads.put(
            "policies",
            new PolicyReload(
                file,
                config.collector().processors(),
                stores.relations().audit(),
                tenants.all(),
                policies -> {
                  collector.follow(policies);
                  mask.follow(policies.masking());
                })));
    return new Reloading(reloads);
  }

  /** {@code otlp http receiver} of OtlpHttpReceiver. */
  private static String nameOf(Component part) {
    return part.getClass()
        .getSimpleName()
        .replaceAll("([a-z])([A-Z])", "$1 $2")
        .toLowerCase(java.util.Locale.ROOT);
  }

  /** Where it is kept which web hooks were taken. */
  private EffectLedger effects(SqlDatabase relations) {
    IntakeConfig intake = config.bot().intake();
    return switch (intake.keptIn()) {
      case DATABASE -> relations.effects();
      case REDIS -> new RedisEffectLedger(Objects.requireNonNull(config.storage().redis()));
      case MEMORY -> new MemoryEffectLedger(intake.memoryRows());
    };
  }

  private void start(String name, Component part) {
    toClose.push(part);
    parts.put(name, part);
    part.start();
    toStart.remove(name);
  }

  @Override
  public Map<String, Health> health() {
    Map<String, Health> health = new LinkedHashMap<>();
    synchronized (parts) {
      parts.forEach(
          (name, part) -> health.put(name, toStart.contains(name) ? NOT_YET : part.health()));
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
