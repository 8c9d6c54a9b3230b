package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.Health;
import io.tocsin.model.access.User;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentQuery;
import io.tocsin.model.log.LogStatus;
import io.tocsin.model.log.Positions;
import io.tocsin.model.profile.ProfileQuery;
import io.tocsin.model.profile.ProfileType;
import io.tocsin.model.profile.Stacks;
import io.tocsin.model.store.TelemetryQuery;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Span;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketFilter;
import io.tocsin.storage.sql.SqliteDatabase;
import io.tocsin.web.assembly.config.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A data folder of every release, brought back by this version: {@link ReleaseData} wrote them. */
class ReleaseDataTest {
  private static final String KEEP_ALL =
      """
      data: %s
      storage:
        documents: {keep_for: 36500d}
        blobs: {keep_for: 36500d}
        profiles: {keep_for: 36500d}
      """;

  @TempDir private Path folder;

  static List<Path> releases() throws IOException {
    try (Stream<Path> files = Files.list(ReleaseData.FOLDER)) {
      return files.filter(file -> file.getFileName().toString().startsWith("data-")).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("releases")
  void dataOfARelease_isRestored_openedAndWhole(Path release) throws IOException {
    ReleaseData.unzip(release, folder.resolve("backup"));
    Path settings = folder.resolve("tocsin.yml");
    Files.writeString(settings, KEEP_ALL.formatted(folder.resolve("data")));
    assertThat(
            Tocsin.run(
                "restore", folder.resolve("backup").toString(), "--config", settings.toString()))
        .isZero();

    TocsinConfig config = ConfigFile.read(TocsinConfig.class, Optional.of(settings));
    EmbeddedStores stores =
        EmbeddedStores.under(config.data(), config.storage(), InstantSource.system());
    try {
      stores.parts().values().forEach(part -> part.start());
      assertThat(stores.parts())
          .allSatisfy((name, part) ->
              assertThat(part.health().state()).as(name).isEqualTo(Health.State.UP));
      assertRecords(stores, new Tenants(config.allTenants(), config.data()));
      assertLog(stores);
      assertIncident(stores);
      assertJournalAndPeople(stores);
      assertProfile(stores);
    } finally {
      stores.parts().values().forEach(part -> part.close());
    }
    assertTracker(config);
  }

  private static void assertRecords(EmbeddedStores stores, Tenants tenants) {
    assertThat(stores.documents().search().logs(query(List.of(), null)).items())
        .extracting(LogRecord::message)
        .containsExactlyInAnyOrderElementsOf(ReleaseData.MESSAGES);
    List<String> account = tenants.tokens(ReleaseData.TENANT).tokensOf(ReleaseData.ACCOUNT);
    assertThat(stores.documents().search().logs(query(account, null)).items())
        .as("by account, with the release's keys")
        .extracting(LogRecord::message)
        .containsExactly(ReleaseData.MESSAGES.getFirst());
    assertThat(stores.documents().search().spans(query(List.of(), ReleaseData.TRACE)).items())
        .extracting(Span::name)
        .containsExactly(ReleaseData.SPAN);
  }

  private static TelemetryQuery query(List<String> accounts, @Nullable String trace) {
    return new TelemetryQuery(
        ReleaseData.TENANT,
        Instant.EPOCH,
        Instant.MAX,
        trace,
        accounts,
        null,
        null,
        null,
        null,
        null,
        TelemetryQuery.Order.OLDEST_FIRST,
        null,
        100);
  }

  private static void assertLog(EmbeddedStores stores) {
    LogStatus status = stores.log().status();
    assertThat(status.damage().found()).isZero();
    assertThat(status.readers())
        .extracting(LogStatus.ReaderStatus::name)
        .contains("store", "detection");
    assertThat(stores.documents().committed(stores.log().epoch()).positions())
        .isNotEqualTo(Positions.NONE);
  }

  private static void assertIncident(EmbeddedStores stores) {
    List<Incident> incidents =
        stores
            .relations()
            .incidents()
            .search(
                new IncidentQuery(
                    ReleaseData.TENANT,
                    Set.of(),
                    null,
                    null,
                    "refund",
                    IncidentQuery.Sort.OPENED,
                    0,
                    10))
            .items();
    assertThat(incidents)
        .singleElement()
        .satisfies(incident -> {
          assertThat(incident.facts().type()).isEqualTo(ReleaseData.EXCEPTION);
          assertThat(stores.relations().incidents().timeline(ReleaseData.TENANT, incident.id()))
              .hasSizeGreaterThan(1);
          TicketEntry ticket =
              stores
                  .relations()
                  .ticketLedger()
                  .find(ReleaseData.TENANT, Objects.requireNonNull(incident.ticketKey()))
                  .orElseThrow();
          assertThat(ticket.state()).isEqualTo(EffectState.CONFIRMED);
        });
  }

  private static void assertJournalAndPeople(EmbeddedStores stores) {
    assertThat(stores.relations().audit().verify().because()).contains("no gap");
    assertThat(stores.relations().audit().search(ReleaseData.TENANT, "", 0, 100).items())
        .extracting(entry -> entry.what().action())
        .contains("ticket.file", "server.backup", "server.restore");
    assertThat(stores.relations().users().users(ReleaseData.TENANT))
        .extracting(User::name)
        .containsExactly(ReleaseData.PERSON);
  }

  private static void assertProfile(EmbeddedStores stores) {
    ProfileQuery all =
        new ProfileQuery(
            ReleaseData.TENANT,
            "ledger",
            null,
            null,
            null,
            null,
            ProfileType.CPU,
            Instant.EPOCH,
            Instant.parse("2100-01-01T00:00:00Z"));
    Stacks stacks = stores.profiles().stacks(all);
    assertThat(stacks.total()).isEqualTo(9_000_000_000L);
    assertThat(stacks.frames()).anyMatch(frame -> frame.toString().equals(ReleaseData.HOT_METHOD));
    assertThat(stores.profiles().recordings(all, 10))
        .singleElement()
        .satisfies(info -> assertThat(info.id()).isEqualTo(ReleaseData.PROFILE));
    assertThat(stores.profiles().recording(ReleaseData.TENANT, ReleaseData.PROFILE))
        .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(ReleaseData.RECORDING));
  }

  private static void assertTracker(TocsinConfig config) {
    try (SqliteDatabase tracker =
        new SqliteDatabase(
            config.data().resolve("tracker"),
            config.storage().relations(),
            InstantSource.system())) {
      tracker.start();
      assertThat(tracker.tickets().tickets(TicketFilter.ALL, 0, 10).items())
          .singleElement()
          .extracting(Ticket::title)
          .asString()
          .contains("RefundException");
    }
  }
}
