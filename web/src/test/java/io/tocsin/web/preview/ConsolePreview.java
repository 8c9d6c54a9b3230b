package io.tocsin.web.preview;

import io.tocsin.model.TenantId;
import io.tocsin.model.access.Role;
import io.tocsin.model.account.AccountCipher;
import io.tocsin.model.account.AccountTokens;
import io.tocsin.model.account.Keys;
import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.AlertIntake;
import io.tocsin.model.alert.AlertSearch;
import io.tocsin.model.backtest.Backtests;
import io.tocsin.model.fault.Fingerprint;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentQuery;
import io.tocsin.model.mute.Mutes;
import io.tocsin.model.ticket.TicketHook;
import io.tocsin.web.ConsolePages;
import io.tocsin.web.backup.BackupSource;
import io.tocsin.web.backup.FrozenBackup;
import io.tocsin.web.logs.AccountKeys;
import io.tocsin.web.oncall.StandInSettings;
import io.tocsin.web.page.ConsoleSettings;
import io.tocsin.web.page.Viewer;
import io.tocsin.web.signin.ApiTokens;
import io.tocsin.web.signin.OperatorToken;
import io.tocsin.web.signin.Passwords;
import io.tocsin.web.silences.SilenceSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * The console over stores in memory and generated data, to look at and to test. Sign in as
 * "admin-many", "responder-single", "viewer-empty" … with {@link PreviewData#PASSWORD}.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ConsolePages.class, PreviewStatus.class, PreviewSource.class})
public class ConsolePreview {
  public static final String ADMIN_TOKEN = "token-of-the-admin-of-many";
  public static final String SENDER_TOKEN = "token-of-a-sender-of-single";
  public static final String OPERATOR_TOKEN = "token-of-the-operator";
  public static final String VIEWER_TOKEN = "token-of-a-viewer-of-single";

  private static final List<String> SERVICES =
      List.of("ledger-service", "transfer-service", "card-service", "loan-service");

  public static void main(String[] args) {
    SpringApplication.run(ConsolePreview.class, args);
  }

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Bean
  ConsoleSettings settings() {
    return ConsoleSettings.defaults();
  }

  @Bean
  OwnCode ownCode() {
    return OwnCode.byDefault();
  }

  @Bean
  MemoryIncidents incidents() {
    return new MemoryIncidents();
  }

  @Bean
  TicketHook ticketHook() {
    return (headers, body) ->
        "signed".equals(headers.apply("X-Gitlab-Token"))
            ? TicketHook.Answer.TAKEN
            : TicketHook.Answer.FORGED;
  }

  @Bean
  PreviewEvidence evidenceFiles() {
    return new PreviewEvidence();
  }

  @Bean
  MemoryTickets tickets() {
    return new MemoryTickets();
  }

  @Bean
  MemoryDeliveries deliveries() {
    return new MemoryDeliveries();
  }

  @Bean
  MemoryTelemetry telemetry() {
    return new MemoryTelemetry();
  }

  @Bean
  MemoryLatencies memoryLatencies() {
    return new MemoryLatencies();
  }

  @Bean
  MemoryAudit audit(InstantSource clock) {
    return new MemoryAudit(clock);
  }

  @Bean
  MemoryUsers users() {
    return new MemoryUsers();
  }

  @Bean
  MemoryProfiles memoryProfiles() {
    return new MemoryProfiles();
  }

  @Bean
  MemoryReleases memoryReleases() {
    return new MemoryReleases();
  }

  @Bean
  MemoryTemplates memoryTemplates() {
    return new MemoryTemplates();
  }

  @Bean
  AccountKeys accountKeys() {
    return new AccountKeys() {
      @Override
      public AccountTokens tokens(TenantId tenant) {
        return new AccountTokens(keys(tenant));
      }

      @Override
      public AccountCipher cipher(TenantId tenant) {
        return new AccountCipher(tenant, keys(tenant));
      }
    };
  }

  private static Keys keys(TenantId tenant) {
    byte[] index = (tenant + "x".repeat(32)).getBytes(StandardCharsets.UTF_8);
    byte[] sixteen = (tenant + "y".repeat(16)).substring(0, 16).getBytes(StandardCharsets.UTF_8);
    return new Keys(List.of(new Keys.Key("i1", index)), List.of(new Keys.Key("e1", sixteen)));
  }

  @Bean
  ApiTokens apiTokens() {
    return new ApiTokens() {
      @Override
      public Optional<Viewer> holder(String token) {
        return switch (token) {
          case ADMIN_TOKEN -> Optional.of(new Viewer("token", PreviewData.MANY, Role.ADMIN));
          case VIEWER_TOKEN -> Optional.of(new Viewer("token", PreviewData.SINGLE, Role.VIEWER));
          default -> Optional.empty();
        };
      }

      @Override
      public Optional<Viewer> sender(String token) {
        return token.equals(SENDER_TOKEN)
            ? Optional.of(new Viewer("sender", PreviewData.SINGLE, Role.VIEWER))
            : Optional.empty();
      }
    };
  }

  /** Takes all, keeps nothing. */
  @Bean
  AlertIntake alertIntake() {
    return (tenant, format, body) -> new AlertIntake.Taken(0, 0, 0);
  }

  @Bean
  AlertSearch alertSearch() {
    return new AlertSearch() {
      @Override
      public List<Alert> firing(TenantId tenant, int limit) {
        return List.of();
      }

      @Override
      public boolean isFiring(TenantId tenant, Fingerprint fault, String environment) {
        return false;
      }

      @Override
      public List<Alert> unsettled(Instant now, int limit) {
        return List.of();
      }
    };
  }

  @Bean
  LeavingEffects effects() {
    return new LeavingEffects();
  }

  @Bean
  MemorySilences silences() {
    return new MemorySilences();
  }

  @Bean
  MemoryOnCall onCall() {
    return new MemoryOnCall();
  }

  @Bean
  StandInSettings standInSettings() {
    return StandInSettings.defaults();
  }

  @Bean
  SilenceSettings silenceSettings() {
    return SilenceSettings.defaults();
  }

  @Bean
  Backtests backtests(MemoryIncidents incidents) {
    return new PreviewBacktests(incidents);
  }

  @Bean
  Mutes mutes() {
    return new PreviewMutes();
  }

  @Bean
  OperatorToken operatorToken() {
    return OPERATOR_TOKEN::equals;
  }

  /** Nothing to hold still: an archive of seven bytes. */
  @Bean
  BackupSource backup() {
    return (withKeys, by) ->
        new FrozenBackup() {
          @Override
          public int files() {
            return 1;
          }

          @Override
          public long bytes() {
            return 7;
          }

          @Override
          public void writeTo(OutputStream out) throws IOException {
            out.write("archive".getBytes(StandardCharsets.UTF_8));
          }

          @Override
          public void close() {}
        };
  }

  @Bean
  CommandLineRunner fill(
      InstantSource clock,
      AccountKeys keys,
      Passwords passwords,
      MemoryUsers users,
      MemoryIncidents incidents,
      MemoryTickets tickets,
      MemoryDeliveries deliveries,
      MemoryTelemetry telemetry,
      MemoryProfiles profiles,
      MemoryReleases releases,
      MemoryLatencies latencies,
      LeavingEffects effects,
      MemoryAudit audit) {
    return args -> {
      PreviewData data = new PreviewData(clock.instant(), keys);
      data.people(users, passwords.hash(PreviewData.PASSWORD).orElseThrow());
      data.fill(PreviewData.SINGLE, 1, incidents, tickets, telemetry);
      data.fill(PreviewData.MANY, 10_000, incidents, tickets, telemetry);
      new PreviewFaults(PreviewData.MANY, clock.instant()).fill(incidents, telemetry);
      PreviewProfiles recorded = new PreviewProfiles(clock.instant(), profiles, releases);
      PreviewLatencies measured = new PreviewLatencies(clock.instant(), latencies);
      recorded.fill(PreviewData.SINGLE, List.of("ledger-service"), null);
      measured.fill(PreviewData.SINGLE, List.of("ledger-service"));
      measured.fill(PreviewData.MANY, SERVICES);
      recorded.fill(
          PreviewData.MANY, SERVICES, incidents.find(PreviewData.MANY, 1).orElseThrow().traceId());
      recorded.large(PreviewData.MANY, 100_000);
      data.audit(audit, PreviewData.SINGLE, 1);
      deliveries.fill(PreviewData.SINGLE, 1, some(incidents, PreviewData.SINGLE), clock.instant());
      deliveries.fill(PreviewData.MANY, 600, some(incidents, PreviewData.MANY), clock.instant());
      data.audit(audit, PreviewData.MANY, 10_000);
      PreviewRefusals refusals = new PreviewRefusals(clock.instant());
      refusals.later(tickets.filed(PreviewData.MANY, "M-1"), tickets);
      refusals.intake(PreviewData.MANY, 12, effects);
    };
  }

  private static List<Incident> some(MemoryIncidents incidents, TenantId tenant) {
    return incidents
        .search(
            new IncidentQuery(
                tenant, Set.of(), null, null, null, IncidentQuery.Sort.LAST_SEEN, 0, 50))
        .items();
  }
}
