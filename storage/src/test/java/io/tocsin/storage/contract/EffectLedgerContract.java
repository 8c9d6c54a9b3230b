package io.tocsin.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import io.tocsin.model.effect.Effect;
import io.tocsin.model.effect.EffectKey;
import io.tocsin.model.effect.EffectLedger;
import io.tocsin.model.effect.EffectLedger.Wanted;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.effect.KeyedEffect;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public abstract class EffectLedgerContract {
  private static final Instant NOON = TestClock.NOON;
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration KEEP = Duration.ofMinutes(10);
  private static final EffectKey KEY = EffectKey.of("a web hook");
  private static final String SCOPE = "intake/grafana";

  private EffectLedger ledger;

  /** Empty. */
  protected abstract EffectLedger ledger(Path folder);

  @BeforeEach
  void open(@TempDir Path folder) {
    ledger = ledger(folder);
  }

  @Test
  void begin_ofAKeyThatNobodyKnows_givesItToWhoeverAsks() {
    KeyedEffect row = begin("one", NOON);

    assertThat(row.effect().holder()).isEqualTo("one");
    assertThat(row.effect().state()).isEqualTo(EffectState.SENT);
    assertThat(row.effect().attempts()).isEqualTo(1);
    assertThat(row.effect().leaseUntil()).isEqualTo(NOON.plus(LEASE));
    assertThat(row.key()).isEqualTo(KEY);
    assertThat(row.scope()).isEqualTo(SCOPE);
  }

  @Test
  void begin_byManyAtOnce_givesItToOne() {
    List<KeyedEffect> rows =
        IntStream.range(0, 16).parallel().mapToObj(n -> begin("holder " + n, NOON)).toList();

    assertThat(rows)
        .extracting(row -> row.effect().fence())
        .containsOnly(rows.getFirst().effect().fence());
    assertThat(rows)
        .extracting(row -> row.effect().holder())
        .containsOnly(rows.getFirst().effect().holder());
  }

  @Test
  void begin_whileAnotherHasIt_givesIt_onlyAfterTheLease_asWhatMayBeDone() {
    KeyedEffect first = begin("one", NOON);

    assertThat(begin("two", NOON.plus(LEASE).minusNanos(1)).effect().holder()).isEqualTo("one");
    KeyedEffect second = begin("two", NOON.plus(LEASE));

    assertThat(second.effect().holder()).isEqualTo("two");
    assertThat(second.effect().state()).isEqualTo(EffectState.UNKNOWN);
    assertThat(second.effect().attempts()).isEqualTo(2);
    assertThat(ledger.advance(confirmed(first, "late"))).as("fenced").isFalse();
    assertThat(ledger.advance(confirmed(second, "in time"))).isTrue();
  }

  @Test
  void begin_ofWhatIsConfirmed_givesItsAnswer_untilItIsKeptNoLonger() {
    ledger.advance(confirmed(begin("one", NOON), "3 taken"));

    KeyedEffect again = begin("two", NOON.plus(KEEP).minusNanos(1));
    assertThat(again.answer()).isEqualTo("3 taken");
    assertThat(again.effect().holder()).isNull();

    KeyedEffect anew = begin("two", NOON.plus(KEEP));
    assertThat(anew.effect().state()).isEqualTo(EffectState.SENT);
    assertThat(anew.effect().attempts()).isEqualTo(1);
    assertThat(anew.answer()).isNull();
    assertThat(anew.effect().fence()).as("who had it before cannot write").isGreaterThan(1);
  }

  @Test
  void begin_ofWhatWasSurelyNotDone_isAFreshAttempt() {
    KeyedEffect row = begin("one", NOON);
    ledger.advance(row.with(row.effect().later(EffectState.INTENT, NOON, "429"), null));

    KeyedEffect again = begin("two", NOON.plusSeconds(1));

    assertThat(again.effect().state()).isEqualTo(EffectState.SENT);
    assertThat(again.effect().attempts()).isEqualTo(2);
  }

  @Test
  void advance_refusesAMoveThatTheStatesDoNotHave() {
    KeyedEffect row = begin("one", NOON);
    ledger.advance(refused(row, "no such field"));
    Effect sent = row.effect();

    assertThat(ledger.advance(row.with(sent, null))).isFalse();
    assertThat(begin("two", NOON).effect().because()).isEqualTo("no such field");
  }

  @Test
  void aKey_isOfItsTenantAndScope() {
    begin("one", NOON);

    assertThat(ledger.begin(wanted(Samples.BROKER, SCOPE, "two", NOON), NOON).effect().holder())
        .isEqualTo("two");
    assertThat(
            ledger
                .begin(wanted(Samples.BANK, "intake/sentry", "two", NOON), NOON)
                .effect()
                .holder())
        .isEqualTo("two");
  }

  @Test
  void replay_takesARefusalBack_ofItsTenantOnly() {
    ledger.advance(refused(begin("one", NOON), "no such field"));

    assertThat(ledger.refused(Samples.BANK, 0, 10).items())
        .singleElement()
        .satisfies(row -> assertThat(row.effect().because()).isEqualTo("no such field"));
    assertThat(ledger.refused(Samples.BROKER, 0, 10).items()).isEmpty();
    assertThat(ledger.replay(Samples.BROKER, SCOPE, KEY, "not theirs", NOON)).isEmpty();
    assertThat(ledger.replay(Samples.BANK, SCOPE, KEY, "by wang", NOON)).isPresent();
    assertThat(ledger.replay(Samples.BANK, SCOPE, KEY, "twice", NOON)).isEmpty();
    assertThat(ledger.refused(Samples.BANK, 0, 10).items()).isEmpty();
    assertThat(begin("two", NOON).effect().holder()).isEqualTo("two");
  }

  @Test
  void replay_countsAttemptsAnew_andWhatWasSentMayBeDone() {
    for (int i = 0; i < 40; i++) {
      KeyedEffect row = begin("one", NOON);
      ledger.advance(row.with(row.effect().later(EffectState.UNKNOWN, NOON, "no answer"), null));
    }
    ledger.advance(refused(begin("one", NOON), "given up"));

    assertThat(ledger.replay(Samples.BANK, SCOPE, KEY, "by dev-a", NOON))
        .hasValueSatisfying(row -> assertThat(row.effect().attempts()).isOne())
        .hasValueSatisfying(row -> assertThat(row.effect().state()).isEqualTo(EffectState.UNKNOWN));
    assertThat(begin("two", NOON).effect().attempts()).isEqualTo(2);
  }

  private KeyedEffect begin(String holder, Instant now) {
    return ledger.begin(wanted(Samples.BANK, SCOPE, holder, now), now);
  }

  private static Wanted wanted(TenantId tenant, String scope, String holder, Instant now) {
    return new Wanted(tenant, scope, KEY, holder, now.plus(LEASE), now.plus(KEEP));
  }

  private static KeyedEffect confirmed(KeyedEffect row, String answer) {
    return row.with(row.effect().settled(EffectState.CONFIRMED, "done"), answer);
  }

  private static KeyedEffect refused(KeyedEffect row, String because) {
    return row.with(row.effect().settled(EffectState.REFUSED, because), null);
  }
}
