package io.tocsin.bot.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tocsin.bot.fakes.Samples;
import io.tocsin.model.TenantId;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.fault.Fingerprint;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.TimelineEvent.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The investigator dies before or after it writes; another goes on: nothing is told twice. */
class KilledInvestigatorTest {
  @TempDir private Path folder;
  private SlowBank bank;

  @BeforeEach
  void open() throws Exception {
    bank = new SlowBank(folder);
    bank.release();
    bank.profileOfBefore();
  }

  @AfterEach
  void close() {
    bank.close();
  }

  /** Fails its first write, before it is made or after. */
  private final class Deadly implements IncidentJournal {
    private final boolean afterwards;
    private boolean dead;

    Deadly(boolean afterwards) {
      this.afterwards = afterwards;
    }

    @Override
    public FaultRef fault(TenantId tenant, Fingerprint fingerprint, Instant firstSeen) {
      return bank.house.fault(tenant, fingerprint, firstSeen);
    }

    @Override
    public Optional<Incident> latestEpisode(FaultRef fault, String environment) {
      return bank.house.latestEpisode(fault, environment);
    }

    @Override
    public long nextNumber(TenantId tenant) {
      return bank.house.nextNumber(tenant);
    }

    @Override
    public Optional<Incident> record(IncidentChange change) {
      if (dead) {
        return bank.house.record(change);
      }
      dead = true;
      if (afterwards) {
        bank.house.record(change);
      }
      throw new IllegalStateException("killed");
    }
  }

  private void everythingIsToldOnce() {
    Map<Kind, Long> counts =
        bank.house.timeline(Samples.TENANT, bank.incident().id()).stream()
            .collect(Collectors.groupingBy(event -> event.kind(), Collectors.counting()));
    for (Kind kind : Set.of(Kind.RELEASE_SEEN, Kind.PROFILE_COMPARED, Kind.SUSPECT_COMMIT)) {
      assertThat(counts).containsEntry(kind, 1L);
    }
    assertThat(counts).containsEntry(Kind.OWNER_FOUND, 2L);
  }

  @Test
  void killedBeforeItsWrite_theNextTellsAll() {
    bank.slowdown("1.1.0");
    bank.profileOfNow(60);
    bank.profileOfNow(60);
    bank.investigator(new Deadly(false)).lookAtAll();
    assertThat(bank.told(Kind.PROFILE_COMPARED)).isEmpty();

    bank.investigator().lookAtAll();
    everythingIsToldOnce();
  }

  @Test
  void killedAfterItsWrite_theNextTellsNothingTwice() {
    bank.slowdown("1.1.0");
    bank.profileOfNow(60);
    bank.profileOfNow(60);
    bank.investigator(new Deadly(true)).lookAtAll();

    bank.investigator().lookAtAll();
    bank.investigator().lookAtAll();
    everythingIsToldOnce();
  }

  @Test
  void killedBetweenTheReleaseAndTheProfile_theNextGoesOn() {
    bank.slowdown("1.1.0");
    bank.investigator(new Deadly(true)).lookAtAll();
    assertThat(bank.told(Kind.RELEASE_SEEN)).hasSize(1);
    bank.clock.pass(Duration.ofSeconds(12));
    bank.profileOfNow(60);
    bank.profileOfNow(60);

    bank.investigator().lookAtAll();
    everythingIsToldOnce();
  }

  @Test
  void oneIncidentThatFails_keepsNoOtherWaiting() {
    bank.slowdown("1.1.0");
    bank.profileOfNow(60);
    bank.profileOfNow(60);
    bank.crash();
    Investigator investigator = bank.investigator(new Deadly(false));

    assertThatCode(investigator::lookAtAll).doesNotThrowAnyException();

    assertThat(bank.house.all())
        .anySatisfy(incident ->
            assertThat(bank.house.told(incident))
                .containsAnyOf(Kind.RELEASE_SEEN, Kind.PROFILE_COMPARED));
    investigator.close();
  }
}
