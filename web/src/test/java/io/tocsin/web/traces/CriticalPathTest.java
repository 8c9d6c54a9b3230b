package io.tocsin.web.traces;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import io.tocsin.model.log.Position;
import io.tocsin.model.telemetry.Business;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Source;
import io.tocsin.model.telemetry.Span;
import io.tocsin.web.traces.CriticalPath.Segment;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CriticalPathTest {
  private static final Span ROOT = span("root", null, 0, 100);

  @Test
  void of_oneSpan_isThatSpan() {
    assertThat(path()).isEqualTo(Map.of("root", List.of(new Segment(0, 100))));
  }

  @Test
  void of_childrenInARow_goesThroughEach_andThroughTheParentBetween() {
    assertThat(path(span("a", "root", 10, 40), span("b", "root", 50, 90)))
        .isEqualTo(
            Map.of(
                "root", List.of(new Segment(90, 100), new Segment(40, 50), new Segment(0, 10)),
                "a", List.of(new Segment(10, 40)),
                "b", List.of(new Segment(50, 90))));
  }

  @Test
  void of_childrenAtOnce_goesThroughTheOneThatEndsLast_andWhatRanBeforeItBegan() {
    assertThat(path(span("slow", "root", 30, 90), span("fast", "root", 10, 60)))
        .isEqualTo(
            Map.of(
                "root", List.of(new Segment(90, 100), new Segment(0, 10)),
                "slow", List.of(new Segment(30, 90)),
                "fast", List.of(new Segment(10, 30))));
  }

  @Test
  void of_aChildThatOutlivesItsParent_countsOnlyWhileTheParentRan() {
    assertThat(path(span("late", "root", 80, 300)))
        .isEqualTo(
            Map.of("root", List.of(new Segment(0, 80)), "late", List.of(new Segment(80, 100))));
  }

  @Test
  void of_severalRoots_takesTheLongest() {
    Span other = span("other", "elsewhere", 500, 510);

    assertThat(CriticalPath.of(List.of(other, ROOT), Map.of())).containsOnlyKeys("root");
  }

  private static Map<String, List<Segment>> path(Span... children) {
    return CriticalPath.of(List.of(ROOT), Map.of("root", List.of(children)));
  }

  private static Span span(String id, @Nullable String parent, long start, long end) {
    return new Span(
        new RecordId(1, new Position(0, start), 0),
        new TenantId("bank"),
        start,
        end,
        end,
        new Source("s", null, null, "", null),
        "0".repeat(32),
        id,
        parent,
        "op",
        Span.Kind.INTERNAL,
        false,
        null,
        Business.NONE,
        null,
        -1,
        false,
        Map.of());
  }
}
