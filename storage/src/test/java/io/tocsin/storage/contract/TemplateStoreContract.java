package io.tocsin.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import io.tocsin.model.template.LogTemplate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

public abstract class TemplateStoreContract extends RelationsContract {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.000000001Z");

  private static LogTemplate template(
      TenantId tenant, String service, String id, @Nullable String into, int seenSecond) {
    return new LogTemplate(
        tenant,
        service,
        id,
        "refund <*> failed",
        "00 refund",
        into,
        NOON,
        NOON.plusSeconds(seenSecond),
        seenSecond);
  }

  private static LogTemplate ours(String id, @Nullable String into, int seenSecond) {
    return template(Samples.BANK, "payments", id, into, seenSecond);
  }

  @Test
  void theTemplateSeenLast_comesFirst_andThoseThatWentUpInOthersNotAtAll() {
    LogTemplate old = ours("a", null, 1);
    LogTemplate recent = ours("b", null, 2);
    stores.templates().save(List.of(old, recent, ours("c", "b", 3)), 100);

    assertThat(stores.templates().templates(Samples.BANK, "payments", 10))
        .containsExactly(recent, old);
    assertThat(stores.templates().templates(Samples.BANK, null, 1)).containsExactly(recent);
  }

  @Test
  void savedAgain_takesTheNewTextAndCount_andKeepsWhenItWasFirstSeen() {
    stores.templates().save(List.of(ours("a", null, 1)), 100);
    LogTemplate wider =
        new LogTemplate(
            Samples.BANK,
            "payments",
            "a",
            "<*> <*> failed",
            "03 ",
            null,
            NOON.plusSeconds(60),
            NOON.plusSeconds(90),
            7);
    stores.templates().save(List.of(wider), 100);

    assertThat(stores.templates().templates(Samples.BANK, "payments", 10))
        .singleElement()
        .satisfies(kept -> {
          assertThat(kept.text()).isEqualTo("<*> <*> failed");
          assertThat(kept.lines()).isEqualTo(7);
          assertThat(kept.firstSeen()).isEqualTo(NOON);
        });
  }

  @Test
  void sameAs_findsWhatItWentUpIn_andAllThatDid() {
    stores
        .templates()
        .save(
            List.of(
                ours("a", "b", 1),
                ours("b", "c", 1),
                ours("c", null, 1),
                ours("d", "c", 1),
                ours("e", null, 1),
                template(Samples.BROKER, "payments", "f", "c", 1)),
            100);

    assertThat(stores.templates().sameAs(Samples.BANK, "a"))
        .containsExactlyInAnyOrder("a", "b", "c", "d");
    assertThat(stores.templates().sameAs(Samples.BANK, "e")).containsExactly("e");
    assertThat(stores.templates().sameAs(Samples.BROKER, "c")).containsExactlyInAnyOrder("c", "f");
    assertThat(stores.templates().sameAs(Samples.BANK, "unknown")).containsExactly("unknown");
  }

  @Test
  void moreThanAreKept_thoseSeenLastStay() {
    stores
        .templates()
        .save(IntStream.range(0, 20).mapToObj(i -> ours("t" + i, null, i)).toList(), 5);

    assertThat(stores.templates().templates(Samples.BANK, "payments", 100))
        .extracting(LogTemplate::id)
        .containsExactly("t19", "t18", "t17", "t16", "t15");
  }

  @Test
  void templates_ofOtherTenantsAndServices_areNotSeen() {
    stores
        .templates()
        .save(
            List.of(
                ours("a", null, 1),
                template(Samples.BANK, "ledger", "a", null, 1),
                template(Samples.BROKER, "payments", "a", null, 1)),
            100);

    assertThat(stores.templates().templates(Samples.BANK, "payments", 10)).hasSize(1);
    assertThat(stores.templates().templates(Samples.BANK, null, 10)).hasSize(2);
  }

  @Test
  void sweep_forgetsTemplatesThatAreLongGone() {
    Instant longAgo = clock.instant().minus(Duration.ofDays(91));
    stores
        .templates()
        .save(
            List.of(
                new LogTemplate(Samples.BANK, "payments", "a", "x", "", null, longAgo, longAgo, 1)),
            100);

    stores.sweep();

    assertThat(stores.templates().templates(Samples.BANK, null, 10)).isEmpty();
  }
}
