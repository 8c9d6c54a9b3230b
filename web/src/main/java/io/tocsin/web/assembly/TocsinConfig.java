package io.tocsin.web.assembly;

import io.tocsin.bot.BotConfig;
import io.tocsin.bot.intake.IntakeConfig;
import io.tocsin.bot.source.RepositoryConfig;
import io.tocsin.collector.wiring.CollectorConfig;
import io.tocsin.model.account.Sealing;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import io.tocsin.storage.blob.FilesBlobConfig;
import io.tocsin.storage.lucene.LuceneConfig;
import io.tocsin.storage.profile.ProfileCatalogueConfig;
import io.tocsin.storage.redis.RedisConfig;
import io.tocsin.storage.segment.SegmentLogConfig;
import io.tocsin.storage.sql.RelationsConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** tocsin.yml. */
record TocsinConfig(
    @Setting(
            doc = "Folder of everything that Tocsin keeps; one server at a time may use it.",
            def = "data")
        Path data,
    @Setting(doc = "Who is kept apart from whom. None: one tenant, `default`.")
        List<TenantSettings> tenants,
    @Setting(doc = "The embedded stores.") Storage storage,
    @Setting(doc = "How telemetry comes in and is read.") CollectorConfig collector,
    @Setting(doc = "How signals become incidents and tickets.") BotConfig bot,
    @Setting(doc = "Console and REST API.") WebSettings web,
    @Setting(doc = "The built-in tracker.") TrackerSettings tracker) {
  private static final TenantSettings DEFAULT_TENANT =
      new TenantSettings("default", null, null, null, Sealing.AES);

  /** {@code storage}. */
  record Storage(
      @Setting(doc = "The durable log, in segment files.") SegmentLogConfig log,
      @Setting(doc = "Logs and spans, in Lucene.") LuceneConfig documents,
      @Setting(doc = "Recordings and other files as they were uploaded.") FilesBlobConfig blobs,
      @Setting(doc = "Merged call stacks by service and time.") ProfileCatalogueConfig profiles,
      @Setting(doc = "Incidents, tickets, people, audit, in SQLite or PostgreSQL.")
          RelationsConfig relations,
      @Setting(doc = "A Redis that remembers which web hooks were taken; see bot.intake.kept_in.")
          @Nullable RedisConfig redis) {}

  TocsinConfig {
    if (bot.intake().keptIn() == IntakeConfig.KeptIn.REDIS && storage.redis() == null) {
      throw new InvalidSettingException(
          "bot.intake.kept_in", "redis", "storage.redis that says where it is");
    }
    Set<String> ids = new TreeSet<>();
    for (TenantSettings tenant : tenants) {
      if (!ids.add(tenant.id())) {
        throw new InvalidSettingException("tenants", tenant.id() + " twice", "each id once");
      }
    }
    Set<String> all = ids.isEmpty() ? Set.of(DEFAULT_TENANT.id()) : ids;
    requireTenants(bot.codeowners().repositories(), all);
    bot.channels()
        .forEach((name, channel) ->
            requireTenant("bot.channels." + name + ".tenant", channel.tenant(), all));
    bot.schedules()
        .forEach((name, schedule) ->
            requireTenant("bot.schedules." + name + ".tenant", schedule.tenant(), all));
  }

  /** A repository without a tenant would show one tenant's people and commits to all. */
  private static void requireTenants(List<RepositoryConfig> repositories, Set<String> tenants) {
    for (int i = 0; i < repositories.size(); i++) {
      requireTenant(
          "bot.codeowners.repositories[" + i + "].tenant", repositories.get(i).tenant(), tenants);
    }
  }

  private static void requireTenant(String key, @Nullable String tenant, Set<String> tenants) {
    if (tenant == null ? tenants.size() > 1 : !tenants.contains(tenant)) {
      throw new InvalidSettingException(
          key, tenant == null ? "absent" : tenant, "one of " + String.join(", ", tenants));
    }
  }

  List<TenantSettings> allTenants() {
    return tenants.isEmpty() ? List.of(DEFAULT_TENANT) : tenants;
  }
}
