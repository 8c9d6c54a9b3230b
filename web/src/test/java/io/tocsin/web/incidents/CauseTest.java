package io.tocsin.web.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.source.SourceLinks;
import io.tocsin.web.page.FiguresFixture;
import io.tocsin.web.preview.MemoryIncidents;
import io.tocsin.web.preview.MemoryTelemetry;
import io.tocsin.web.preview.PreviewData;
import io.tocsin.web.preview.PreviewFaults;
import io.tocsin.web.preview.PreviewIncidents;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CauseTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private final MemoryIncidents incidents = new MemoryIncidents();

  @BeforeEach
  void fill() {
    new PreviewFaults(PreviewData.MANY, NOW).fill(incidents, new MemoryTelemetry());
  }

  private List<Finding> cause(int number) {
    Incident incident = incidents.find(PreviewData.MANY, number).orElseThrow();
    return Cause.of(
        incident,
        incidents.timeline(PreviewData.MANY, incident.id()),
        FiguresFixture.english(),
        SourceLinks.NONE);
  }

  @Test
  void ofASlowRelease_goesFromWhatItIsToWhoMustAct() {
    List<Finding> cause = cause(PreviewFaults.SLOW);

    assertThat(cause)
        .extracting(Finding::kind)
        .containsExactly("slower", "release", "compared", "commit", "owner");
    assertThat(cause.getFirst().arguments())
        .containsExactly("POST /v1/fees", "P90", "12 ms", "110 ms");
    assertThat(cause.get(1).words()).isEqualTo("cause.release.after");
    assertThat(cause.get(3).arguments().get(1)).isEqualTo("9fceb02d0a");
  }

  @Test
  void ofASlowRelease_linksToTheDifferenceOfTheSameTimesAndVersions() {
    Finding compared = cause(PreviewFaults.SLOW).get(2);

    assertThat(compared.arguments())
        .containsExactly("FeeTable.rate", "8 %", "2.4.0", "46 %", "2.5.0", "FeeTable.java:41");
    assertThat(String.valueOf(compared.link()))
        .startsWith("/profiles/difference?service=ledger-service&environment=production&type=CPU")
        .contains("before_version=2.4.0&before_from=2026-03-01T09%3A10%3A00Z")
        .contains("after_version=2.5.0");
    assertThat(String.valueOf(compared.picture())).startsWith("/api/v1/profiles/difference?");
    assertThat(compared.method()).isEqualTo("com.bank.fees.FeeTable.rate");
  }

  @Test
  void ofADeadJvm_tellsDiagnosesWithTheirLines_andWhatWasNotFound() {
    List<Finding> cause = cause(PreviewFaults.DEAD);

    assertThat(cause.getFirst().kind()).isEqualTo("died");
    assertThat(String.valueOf(cause.getFirst().link())).isEqualTo("/incidents/TOC-20002/crash");
    assertThat(cause).extracting(Finding::kind).contains("diagnosis", "profile", "missing");
    assertThat(cause.stream().filter(f -> f.kind().equals("diagnosis")).toList())
        .anySatisfy(f -> assertThat(f.lines()).isNotEmpty());
  }

  @Test
  void ofAnExceptionWithoutMore_saysNothing_forItsStackSaysAll() {
    Incident incident = PreviewIncidents.open(PreviewData.MANY, 1, NOW);

    assertThat(Cause.of(incident, List.of(), FiguresFixture.english(), SourceLinks.NONE)).isEmpty();
  }

  @Test
  void ofDetailsThatAreBroken_saysWhatItCan() {
    Incident incident = PreviewIncidents.open(PreviewData.MANY, 1, NOW);
    TimelineEvent compared =
        new TimelineEvent(
            new UUID(1, 1),
            incident.id(),
            NOW,
            TimelineEvent.Kind.PROFILE_COMPARED,
            TimelineEvent.TOCSIN,
            Map.of("class", "com.bank.A", "method", "b", "before_share", "much"),
            "");

    assertThat(
            Cause.of(incident, List.of(compared), FiguresFixture.english(), SourceLinks.NONE)
                .getFirst()
                .arguments())
        .containsExactly("A.b", "?", "?", "?", "?", "");
  }
}
