package io.tocsin.web.silences;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.TenantId;
import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditEntry;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.audit.AuditVerdict;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.mute.Matcher;
import io.tocsin.model.mute.Mutes;
import io.tocsin.model.mute.Muting;
import io.tocsin.model.mute.Silence;
import io.tocsin.model.mute.SilenceStore;
import io.tocsin.model.store.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SilenceDeskTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Matcher SERVICE = new Matcher("service", "fees", false, true);
  private static final Matcher BROKEN = new Matcher("type", "(", true, true);

  private final SilenceDesk desk =
      new SilenceDesk(
          new NoSilences(),
          new Names(),
          new NoJournal(),
          SilenceSettings.defaults(),
          () -> NOW,
          new JsonMapper());

  @Test
  void silence_thatAsksForAService_isTaken() {
    assertThatCode(() -> desk.check(draft(SERVICE), NOW)).doesNotThrowAnyException();
  }

  @Test
  void silence_withAnExpressionThatIsNone_isRefused_alsoBehindAMatcherThatAsksForSomething() {
    assertThatThrownBy(() -> desk.check(draft(SERVICE, BROKEN), NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expression");
  }

  private static SilenceDraft draft(Matcher... matchers) {
    return new SilenceDraft(
        null, List.of(matchers), NOW, NOW.plus(Duration.ofHours(1)), "dev-a", "planned work");
  }

  /** Matches names as they are, and takes no expression for one. */
  private static final class Names implements Mutes {
    @Override
    public List<Muting> on(Incident incident) {
      return List.of();
    }

    @Override
    public Map<String, String> labels(Incident incident) {
      return Map.of();
    }

    @Override
    public boolean match(List<Matcher> matchers, Map<String, String> labels) {
      return matchers.stream()
          .allMatch(matcher -> {
            if (matcher.regex()) {
              throw new IllegalArgumentException("not an expression");
            }
            return matcher.value().equals(labels.getOrDefault(matcher.name(), ""));
          });
    }
  }

  private static final class NoSilences implements SilenceStore {
    @Override
    public boolean save(Silence silence) {
      return true;
    }

    @Override
    public Optional<Silence> find(TenantId tenant, String id) {
      return Optional.empty();
    }

    @Override
    public List<Silence> list(TenantId tenant, boolean expiredToo, int limit) {
      return List.of();
    }

    @Override
    public int expire(Instant now) {
      return 0;
    }
  }

  private static final class NoJournal implements AuditJournal {
    @Override
    public AuditEntry append(AuditDraft what) {
      throw new UnsupportedOperationException("a check does nothing");
    }

    @Override
    public Page<AuditEntry> search(TenantId tenant, String text, int offset, int limit) {
      throw new UnsupportedOperationException("a check does nothing");
    }

    @Override
    public AuditVerdict verify() {
      throw new UnsupportedOperationException("a check does nothing");
    }
  }
}
