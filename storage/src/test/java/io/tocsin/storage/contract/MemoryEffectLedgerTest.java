package io.tocsin.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import io.tocsin.model.effect.EffectKey;
import io.tocsin.model.effect.EffectLedger;
import io.tocsin.model.effect.EffectLedger.Wanted;
import io.tocsin.model.effect.MemoryEffectLedger;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MemoryEffectLedgerTest extends EffectLedgerContract {
  @Override
  protected EffectLedger ledger(Path folder) {
    return new MemoryEffectLedger(100);
  }

  @Test
  void begin_pastTheLimit_forgetsTheFirst() {
    EffectLedger small = new MemoryEffectLedger(2);
    assertThat(begin(small, "a", "one")).isEqualTo("one");
    begin(small, "b", "one");
    begin(small, "c", "one");

    assertThat(begin(small, "c", "two")).isEqualTo("one");
    assertThat(begin(small, "a", "two")).isEqualTo("two");
  }

  private static String begin(EffectLedger ledger, String key, String holder) {
    Instant now = Instant.parse("2026-03-01T12:00:00Z");
    Wanted wanted =
        new Wanted(
            new TenantId("bank"),
            "test",
            EffectKey.of(key),
            holder,
            now.plusSeconds(30),
            now.plusSeconds(600));
    return String.valueOf(ledger.begin(wanted, now).effect().holder());
  }
}
