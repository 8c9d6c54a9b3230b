package io.tocsin.storage.contract;

import static io.tocsin.storage.contract.ProfileSample.BANK;
import static io.tocsin.storage.contract.ProfileSample.START;
import static io.tocsin.storage.contract.ProfileSample.TRACE;
import static io.tocsin.storage.contract.ProfileSample.query;
import static io.tocsin.storage.contract.ProfileSample.readable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.TenantId;
import io.tocsin.model.profile.ProfileInfo;
import io.tocsin.model.profile.ProfileQuery;
import io.tocsin.model.profile.ProfileSearch;
import io.tocsin.model.profile.ProfileStore;
import io.tocsin.model.profile.ProfileType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Time stands at {@link TestClock#NOON} of the samples' day; profiles are kept for 14 days. */
public abstract class ProfileCatalogueContract {
  private static final TenantId BROKER = new TenantId("broker");

  @TempDir protected Path folder;
  protected Catalogue catalogue;

  /** Both sides of one catalogue. */
  public interface Catalogue extends AutoCloseable {
    ProfileStore store();

    ProfileSearch search();

    @Override
    void close();
  }

  protected abstract Catalogue open(Path folder);

  @BeforeEach
  void open() {
    catalogue = open(folder);
  }

  @AfterEach
  void close() {
    catalogue.close();
  }

  protected void reopen() {
    catalogue.close();
    catalogue = open(folder);
  }

  protected boolean write(ProfileSample sample) {
    return catalogue.store().write(sample.make(), sample.jfr());
  }

  protected Map<String, Long> stacks(ProfileQuery query) {
    return readable(catalogue.search().stacks(query));
  }

  private List<String> ids(ProfileQuery query, int limit) {
    return catalogue.search().recordings(query, limit).stream().map(ProfileInfo::id).toList();
  }

  @Test
  void stacks_ofSeveralRecordings_areMerged_afterAReopenToo() {
    write(ProfileSample.of(0).cpu("main;pay;fee", 30).cpu("main;pay", 10));
    write(ProfileSample.of(1).cpu("main;pay;fee", 20).cpu("main;idle", 5));
    write(ProfileSample.of(2).instance("pay-2").cpu("main;pay;fee", 7));

    Map<String, Long> merged = Map.of("main;pay;fee", 57L, "main;pay", 10L, "main;idle", 5L);
    assertThat(stacks(query())).isEqualTo(merged);
    reopen();
    assertThat(stacks(query())).isEqualTo(merged);
    assertThat(catalogue.search().stacks(query()).total()).isEqualTo(72);
    write(ProfileSample.of(3).cpu("main;pay", 1));
    assertThat(stacks(query())).containsEntry("main;pay", 11L);
  }

  @Test
  void stacks_areOnlyThoseThatAllOfTheQueryFits() {
    write(ProfileSample.of(0).cpu("plain", 1));
    write(ProfileSample.of(1).version("1.1").cpu("newer", 2));
    write(ProfileSample.of(2).instance("pay-2").cpu("second", 4));
    write(ProfileSample.of(3).environment("test").cpu("tested", 8));
    write(ProfileSample.of(4).service("gateway").cpu("gate", 16));
    write(ProfileSample.of(5).version(null).instance(null).cpu("bare", 32));
    write(ProfileSample.of(6).sampled(ProfileType.ALLOC, "bytes", 64));

    Instant end = START.plus(Duration.ofHours(1));
    assertThat(total(null, null, null, null)).isEqualTo(63);
    assertThat(total("payments", null, null, null)).isEqualTo(47);
    assertThat(total("payments", "prod", null, null)).isEqualTo(39);
    assertThat(total("payments", null, "1.1", null)).isEqualTo(2);
    assertThat(total("payments", null, null, "pay-2")).isEqualTo(4);
    assertThat(total(null, null, null, "pay-2")).isEqualTo(4);
    assertThat(total("nobody", null, null, null)).isZero();
    ProfileQuery alloc =
        new ProfileQuery(BANK, "payments", null, null, null, null, ProfileType.ALLOC, START, end);
    assertThat(stacks(alloc)).isEqualTo(Map.of("bytes", 64L));
  }

  private long total(String service, String environment, String version, String instance) {
    return catalogue
        .search()
        .stacks(
            new ProfileQuery(
                BANK,
                service,
                environment,
                version,
                instance,
                null,
                ProfileType.CPU,
                START,
                START.plus(Duration.ofHours(1))))
        .total();
  }

  @Test
  void stacks_areThoseOfRecordingsThatOverlapTheTime() {
    write(ProfileSample.of(0).cpu("first", 1));
    write(ProfileSample.of(1).cpu("second", 2));
    write(ProfileSample.of(2).cpu("third", 4));

    assertThat(stacks(query(START.plusSeconds(12), START.plusSeconds(13))))
        .isEqualTo(Map.of("second", 2L));
    assertThat(stacks(query(START.plusSeconds(10), START.plusSeconds(20))))
        .isEqualTo(Map.of("second", 2L));
    assertThat(stacks(query(START.plusSeconds(9), START.plusSeconds(21)))).hasSize(3);
    assertThat(stacks(query(START.minusSeconds(10), START))).isEmpty();
    assertThat(stacks(query(START, START))).isEmpty();
  }

  @Test
  void stacks_overTheTurnOfHourAndDay_areMerged() {
    Instant midnight = Instant.parse("2026-11-21T00:00:00Z");
    write(ProfileSample.of(0).from(midnight.minusSeconds(15)).cpu("a;b", 1));
    write(ProfileSample.of(1).from(midnight.minusSeconds(5)).cpu("a;b", 2));
    write(ProfileSample.of(2).from(midnight.plusSeconds(5)).cpu("a;c", 4).cpu("a;b", 8));

    assertThat(stacks(query(midnight.minusSeconds(60), midnight.plusSeconds(60))))
        .isEqualTo(Map.of("a;b", 11L, "a;c", 4L));
    assertThat(stacks(query(midnight, midnight.plusSeconds(60))))
        .isEqualTo(Map.of("a;b", 10L, "a;c", 4L));
    assertThat(stacks(query(Instant.MIN, Instant.MAX))).isEqualTo(Map.of("a;b", 11L, "a;c", 4L));
  }

  @Test
  void tenants_seeNothingOfEachOther() {
    write(ProfileSample.of(0).cpu("ours", 1));
    write(ProfileSample.of(0).tenant(BROKER).cpu("theirs", 2));

    assertThat(stacks(query())).isEqualTo(Map.of("ours", 1L));
    assertThat(catalogue.search().recording(BANK, ProfileSample.of(0).id())).isPresent();
    assertThat(catalogue.search().recording(new TenantId("other"), ProfileSample.of(0).id()))
        .isEmpty();
  }

  @Test
  void write_ofTheSamePlaceAgain_addsNothing_alsoAfterAReopen() {
    assertThat(write(ProfileSample.of(0).cpu("a", 1))).isTrue();
    assertThat(write(ProfileSample.of(0).cpu("a", 1))).isTrue();
    reopen();
    assertThat(write(ProfileSample.of(0).cpu("a", 1))).isTrue();

    assertThat(stacks(query())).isEqualTo(Map.of("a", 1L));
    assertThat(ids(query(), 10)).hasSize(1);
  }

  @Test
  void write_ofAnIdThatIsThereFromAnotherPlace_isKnown() {
    write(ProfileSample.of(0).cpu("a", 1));

    assertThat(write(ProfileSample.of(0).offset(77).cpu("a", 1))).isFalse();
    assertThat(stacks(query())).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void recording_isTheFileAsItCame() {
    write(ProfileSample.of(0).cpu("a", 1));
    reopen();

    assertThat(catalogue.search().recording(BANK, ProfileSample.of(0).id()))
        .contains(ProfileSample.of(0).jfr());
    assertThat(catalogue.search().recording(BANK, ProfileSample.of(9).id())).isEmpty();
  }

  @Test
  void recordings_areTheNewestFirst_andKeepEverythingThatTheyWereToldWith() {
    for (int i = 0; i < 400; i += 40) {
      write(ProfileSample.of(i).cpu("a", 1));
    }
    write(ProfileSample.of(1).sampled(ProfileType.LOCK, "a", 1));

    assertThat(ids(query(), 3))
        .containsExactly(
            ProfileSample.of(320).id(), ProfileSample.of(280).id(), ProfileSample.of(240).id());
    assertThat(ids(query(), 100)).hasSize(9);
    assertThat(catalogue.search().recordings(query(START, START.plusSeconds(1)), 5))
        .containsExactly(ProfileSample.of(0).cpu("a", 1).make().info());
  }

  @Test
  void trace_givesOnlyWhatWasSampledInIt_withoutKnowingTheService() {
    String other = "1" + TRACE.substring(1);
    write(ProfileSample.of(0).cpuOf(TRACE, "main;pay", 10).cpu("main;idle", 90));
    write(ProfileSample.of(1).service("gateway").cpuOf(TRACE, "main;route", 20));
    write(ProfileSample.of(2).cpuOf(other, "main;pay", 40));
    reopen();

    ProfileQuery ofTrace =
        new ProfileQuery(
            BANK,
            null,
            null,
            null,
            null,
            TRACE,
            ProfileType.CPU,
            START,
            START.plus(Duration.ofHours(1)));
    assertThat(stacks(ofTrace)).isEqualTo(Map.of("main;pay", 10L, "main;route", 20L));
    assertThat(ids(ofTrace, 10))
        .containsExactly(ProfileSample.of(1).id(), ProfileSample.of(0).id());
  }

  @Test
  void write_ofAnImpossibleTime_isRefused() {
    assertThatThrownBy(() -> write(ProfileSample.of(0).from(Instant.EPOCH).cpu("a", 1)))
        .isInstanceOf(IllegalArgumentException.class);
    Instant nextWeek = START.plus(Duration.ofDays(7));
    assertThatThrownBy(() -> write(ProfileSample.of(0).from(nextWeek).cpu("a", 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void deepAndOddStacks_comeBackAsTheyWere() {
    StringBuilder deep = new StringBuilder("m0");
    for (int i = 1; i < 2_000; i++) {
      deep.append(";m").append(i % 7);
    }
    write(ProfileSample.of(0).cpu(deep.toString(), Long.MAX_VALUE / 4).cpu("支付;é", 1));
    write(ProfileSample.of(1).cpu(deep.toString(), 3));
    reopen();

    assertThat(stacks(query()))
        .isEqualTo(Map.of(deep.toString(), Long.MAX_VALUE / 4 + 3, "支付;é", 1L));
  }
}
