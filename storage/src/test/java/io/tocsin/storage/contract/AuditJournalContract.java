package io.tocsin.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditEntry;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

public abstract class AuditJournalContract extends RelationsContract {
  @Test
  void append_chainsEachEntryToTheOneBefore() {
    AuditEntry first = append(Samples.BANK, "reveal");
    clock.advance(Duration.ofSeconds(1));
    AuditEntry second = append(Samples.BROKER, "close");

    assertThat(first.sequence()).isEqualTo(1);
    assertThat(first.previous()).isEqualTo("0".repeat(64));
    assertThat(second.sequence()).isEqualTo(2);
    assertThat(second.previous()).isEqualTo(first.hash());
    assertThat(second.at()).isEqualTo(clock.instant());
    assertThat(stores.audit().search(Samples.BANK, "", 0, 10).items()).containsExactly(first);
  }

  @Test
  void append_byManyAtOnce_leavesNoGap() {
    List<Long> sequences =
        IntStream.range(0, 64)
            .parallel()
            .mapToObj(n -> append(Samples.BANK, "act " + n).sequence())
            .sorted()
            .toList();

    assertThat(sequences).isEqualTo(LongStream.rangeClosed(1, 64).boxed().toList());
    assertThat(stores.audit().verify().intact()).isTrue();
    assertThat(stores.audit().verify().entries()).isEqualTo(64);
  }

  @Test
  void append_ofTextThatNoDatabaseKeeps_keepsWhatCanBeKept() {
    stores
        .audit()
        .append(
            new AuditDraft(
                Samples.BANK,
                "dev-a",
                "reveal",
                "a\0b",
                null,
                "{\"é\":\"余额🔥\"}",
                "half \ud83d pair"));

    AuditEntry kept = stores.audit().search(Samples.BANK, "", 0, 1).items().getFirst();
    assertThat(kept.what().resource()).isEqualTo("a?b");
    assertThat(kept.what().after()).isEqualTo("{\"é\":\"余额🔥\"}");
    assertThat(kept.what().because()).isEqualTo("half ? pair");
    assertThat(stores.audit().verify().intact()).isTrue();
  }

  @Test
  void search_looksInActorActionResourceAndBecause_inAnyCase() {
    append(Samples.BANK, "account.reveal");
    append(Samples.BANK, "incident.close");

    assertThat(found("REVEAL")).containsExactly("account.reveal");
    assertThat(found("toc-1")).containsExactly("incident.close", "account.reveal");
    assertThat(found("dev-a")).hasSize(2);
    assertThat(found("asked for")).hasSize(2);
    assertThat(found("%")).isEmpty();
  }

  @Test
  void verify_ofAnEmptyJournal_isIntact() {
    assertThat(stores.audit().verify().intact()).isTrue();
    assertThat(stores.audit().verify().entries()).isZero();
  }

  private List<String> found(String text) {
    return stores.audit().search(Samples.BANK, text, 0, 10).items().stream()
        .map(entry -> entry.what().action())
        .toList();
  }

  private AuditEntry append(TenantId tenant, String action) {
    return stores
        .audit()
        .append(
            new AuditDraft(
                tenant,
                "dev-a",
                action,
                "incident/TOC-1",
                "{\"a\":1}",
                null,
                "asked for by phone"));
  }
}
