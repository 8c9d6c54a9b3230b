package io.tocsin.web.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.bot.mute.InhibitRule;
import io.tocsin.bot.mute.MaintenanceWindow;
import io.tocsin.bot.mute.MuteConfig;
import io.tocsin.bot.mute.MuteRules;
import io.tocsin.model.TenantId;
import io.tocsin.model.access.Role;
import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.AlertSearch;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.fault.Fingerprint;
import io.tocsin.model.incident.BlastRadius;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.log.Position;
import io.tocsin.model.mute.Matcher;
import io.tocsin.model.mute.Silence;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Source;
import io.tocsin.web.page.Viewer;
import io.tocsin.web.preview.MemoryIncidents;
import io.tocsin.web.preview.MemorySilences;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** What a client of Alertmanager's API sees of alerts that something mutes. */
class AlertsApiTest {
  private static final TenantId BANK = new TenantId("bank");
  private static final Viewer VIEWER = new Viewer("amtool", BANK, Role.VIEWER);

  /** A Saturday. */
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private static final MuteConfig CONFIG =
      new MuteConfig(
          List.of(
              new InhibitRule(
                  "database-first",
                  "alertname=\"DatabaseDown\"",
                  "severity=\"warning\"",
                  List.of("environment"))),
          List.of(
              new MaintenanceWindow(
                  "upgrade",
                  "change 4711",
                  "service=\"ledger\"",
                  List.of("sat"),
                  "10:00",
                  "14:00",
                  "UTC",
                  null,
                  null,
                  null)),
          Duration.ofSeconds(5),
          5_000);

  private final List<Alert> firing = new ArrayList<>();
  private final MemoryIncidents incidents = new MemoryIncidents();
  private final MemorySilences silences = new MemorySilences();
  private final MuteRules mutes = new MuteRules(CONFIG, silences, incidents, () -> NOW);
  private final AlertsApi api =
      new AlertsApi(
          (tenant, format, body) -> {
            throw new UnsupportedOperationException("nothing is sent");
          },
          new Firing(),
          new AlertMutes(silences, incidents, mutes, () -> NOW),
          mutes);

  private final class Firing implements AlertSearch {
    @Override
    public List<Alert> firing(TenantId tenant, int limit) {
      return List.copyOf(firing);
    }

    @Override
    public boolean isFiring(TenantId tenant, Fingerprint fault, String environment) {
      return !firing.isEmpty();
    }

    @Override
    public List<Alert> unsettled(Instant now, int limit) {
      return List.of();
    }
  }

  @BeforeEach
  void aDatabaseIsDown_andThreeServicesSaySo() {
    fires(1, "DatabaseDown", "database", "critical");
    fires(2, "Slow", "fees", "warning");
    fires(3, "Errors", "ledger", "critical");
    fires(4, "Errors", "refunds", "critical");
  }

  private void fires(int number, String name, String service, String severity) {
    Map<String, String> labels = Map.of(Alert.NAME, name, "service", service, "severity", severity);
    Fingerprint print = new Fingerprint("v1:%032d".formatted(number));
    Source source = new Source(service, null, null, "prod", null);
    firing.add(
        new Alert(
            BANK,
            "%032d".formatted(number),
            labels,
            Map.of(),
            "Prometheus",
            null,
            print,
            source,
            NOW,
            NOW,
            NOW,
            NOW,
            null,
            null,
            null,
            1));
    incidents.put(incident(number, print, source, name, labels), List.of());
  }

  private static Incident incident(
      int number, Fingerprint print, Source source, String name, Map<String, String> labels) {
    FaultFacts facts =
        new FaultFacts(
            FaultFacts.Kind.ALERT,
            name,
            "it fires",
            "Prometheus",
            null,
            null,
            "",
            false,
            null,
            null,
            null,
            List.of(),
            labels);
    return new Incident(
        new UUID(1, number),
        number,
        BANK,
        new FaultRef(FaultRef.idOf(BANK, print), BANK, number, NOW),
        1,
        Incident.State.OPEN,
        source,
        null,
        facts,
        new RecordId(0, new Position(0, 0), 0),
        null,
        null,
        NOW,
        NOW,
        NOW,
        new Owner("@" + source.service() + "-team", null, List.of()),
        null,
        null,
        null,
        new BlastRadius(1, 0, 0, false),
        1);
  }

  private void silence(String id, String matchers) {
    silences.save(
        new Silence(
            id,
            BANK,
            Matcher.parse(matchers),
            NOW.minusSeconds(60),
            NOW.plusSeconds(60),
            NOW,
            "dev-a",
            "planned work",
            null));
  }

  private static MultiValueMap<String, String> asking(String... pairs) {
    MultiValueMap<String, String> request = new LinkedMultiValueMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      request.add(pairs[i], pairs[i + 1]);
    }
    return request;
  }

  private List<String> services(String... pairs) {
    return api.list(VIEWER, asking(pairs)).stream().map(AlertsApiTest::service).toList();
  }

  private static String service(Map<String, Object> alert) {
    return ((Map<?, ?>) alert.get("labels")).get("service").toString();
  }

  private Object status(String service) {
    return api.list(VIEWER, asking("filter", "service=" + service)).getFirst().get("status");
  }

  private static Map<String, Object> suppressed(Set<String> silencedBy, Set<String> inhibitedBy) {
    return Map.of("state", "suppressed", "silencedBy", silencedBy, "inhibitedBy", inhibitedBy);
  }

  @Test
  void anInhibitedAlert_isSuppressed_byTheRulesName() {
    assertThat(status("fees")).isEqualTo(suppressed(Set.of(), Set.of("database-first")));
    assertThat(status("database"))
        .isEqualTo(Map.of("state", "active", "silencedBy", Set.of(), "inhibitedBy", Set.of()));
  }

  @Test
  void anAlertInAMaintenanceWindow_isSuppressed_byTheWindowsName() {
    assertThat(status("ledger")).isEqualTo(suppressed(Set.of("upgrade"), Set.of()));
  }

  @Test
  void anAlertsIncident_isAsked_howeverManyOthersAreOpen() {
    for (int number = 1_000; number < 6_000; number++) {
      fires(number, "Noise", "noise", "info");
      firing.removeLast();
    }
    fires(6_000, "Errors", "cards", "critical");
    silence("s-1", "team=\"@cards-team\"");

    assertThat(status("cards")).isEqualTo(suppressed(Set.of("s-1"), Set.of()));
  }

  @Test
  void aSilence_mayAskForWhatOnlyTheIncidentKnows() {
    silence("s-1", "team=\"@refunds-team\"");

    assertThat(status("refunds")).isEqualTo(suppressed(Set.of("s-1"), Set.of()));
  }

  @Test
  void aSilenceOfAnAlert_holdsBeforeItsIncidentIsThere() {
    silence("s-1", "service=\"new\"");
    firing.add(withoutIncident());

    assertThat(status("new")).isEqualTo(suppressed(Set.of("s-1"), Set.of()));
  }

  private Alert withoutIncident() {
    fires(5, "Errors", "new", "critical");
    Alert alert = firing.removeLast();
    return new Alert(
        alert.tenant(),
        alert.key(),
        alert.labels(),
        alert.annotations(),
        alert.sender(),
        alert.link(),
        new Fingerprint("v1:%032d".formatted(99)),
        alert.source(),
        NOW,
        NOW,
        NOW,
        NOW,
        null,
        null,
        null,
        1);
  }

  @Test
  void eachParameter_leavesItsOwnOut() {
    silence("s-1", "service=\"refunds\"");

    assertThat(services()).containsExactly("database", "fees", "ledger", "refunds");
    assertThat(services("active", "false")).containsExactly("fees", "ledger", "refunds");
    assertThat(services("inhibited", "false")).containsExactly("database", "ledger", "refunds");
    assertThat(services("silenced", "false")).containsExactly("database", "fees");
    assertThat(services("silenced", "false", "inhibited", "false")).containsExactly("database");
    assertThat(services("filter", "alertname=Errors", "filter", "service!=ledger"))
        .containsExactly("refunds");
  }

  @Test
  void aReceiver_isAnExpressionForAllOfItsName() {
    assertThat(services("receiver", "toc.*|other")).hasSize(4);
    assertThat(services("receiver", "")).hasSize(4);
    assertThat(services("receiver", "toc")).isEmpty();
    assertThatThrownBy(() -> services("receiver", "("))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void groups_showTheSame_byNameOfAlert() {
    List<Map<String, Object>> groups = api.groups(VIEWER, asking("inhibited", "false"));

    assertThat(groups)
        .extracting(group -> group.get("labels").toString())
        .containsExactly("{alertname=DatabaseDown}", "{alertname=Errors}");
    assertThat((List<?>) groups.getLast().get("alerts")).hasSize(2);
  }
}
