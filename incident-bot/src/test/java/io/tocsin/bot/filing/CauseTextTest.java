package io.tocsin.bot.filing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CauseTextTest {
  private static TimelineEvent event(Kind kind, Map<String, String> details, String because) {
    return new TimelineEvent(
        new UUID(1, 1),
        new UUID(1, 2),
        Instant.parse("2026-03-01T14:02:00Z"),
        kind,
        TimelineEvent.TOCSIN,
        details,
        because);
  }

  @Test
  void evidence_isASentenceEach() {
    String text =
        CauseText.of(
            List.of(
                event(Kind.OPENED, Map.of(), "first of this fault"),
                event(Kind.RELEASE_SEEN, Map.of("version", "1.1.0"), "1.1.0 was seen first"),
                event(Kind.PROFILE_COMPARED, Map.of(), "FeeTable.rate grew most"),
                event(
                    Kind.SUSPECT_COMMIT,
                    Map.of(
                        "commit", "1a2b3c4d5e6f7a8b9c0d",
                        "author", "dev-a <dev-a@bank.example>",
                        "subject", "Look fees up in `all`"),
                    "commit 1a2b3c4d changes line 40"),
                event(Kind.DIAGNOSED, Map.of("id", "x", "sentence", "It read *0*."), "the log"),
                event(
                    Kind.PROFILE_FOUND,
                    Map.of("type", "CPU", "from", "14:00", "to", "14:01"),
                    "newest before it"),
                event(Kind.EVIDENCE_MISSING, Map.of(), "not found: a profile")),
            commit -> null);

    assertThat(text)
        .isEqualTo(
            """
            - **Release:** 1.1.0 was seen first
            - **Profile:** FeeTable.rate grew most
            - **Suspect commit:** `1a2b3c4d` "Look fees up in \\`all\\`" by dev-a \\<dev-a\\@bank.example\\>: commit 1a2b3c4d changes line 40
            - **Diagnosis:** It read \\*0\\*.
            - **Profile:** CPU from 14:00 to 14:01: newest before it
            - **Missing:** not found: a profile
            """);
  }

  @Test
  void aHistoryWithoutEvidence_explainsNothing() {
    assertThat(CauseText.of(List.of(event(Kind.OPENED, Map.of(), "first")), commit -> null))
        .isEmpty();
  }

  @Test
  void tooManySentences_areCut() {
    List<TimelineEvent> many =
        IntStream.range(0, 100)
            .mapToObj(i -> event(Kind.DIAGNOSED, Map.of("sentence", "s".repeat(5_000)), ""))
            .toList();
    assertThat(CauseText.of(many, commit -> null).lines()).hasSize(20);
    assertThat(CauseText.of(many, commit -> null)).hasSizeLessThan(13_000);
  }
}
