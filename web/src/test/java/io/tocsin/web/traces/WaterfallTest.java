package io.tocsin.web.traces;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import io.tocsin.model.log.Position;
import io.tocsin.model.telemetry.Business;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Source;
import io.tocsin.model.telemetry.Span;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WaterfallTest {
  @Test
  void of_nothing_isEmpty() {
    assertThat(Waterfall.of(List.of()).bars()).isEmpty();
  }

  @Test
  void of_spansInAnyOrder_putsEachUnderItsParentByStart() {
    Waterfall drawn =
        Waterfall.of(
            List.of(
                span("c", "a", 60, 70),
                span("b", "a", 10, 50),
                span("d", "b", 20, 30),
                span("a", null, 0, 100)));

    assertThat(drawn.bars())
        .extracting(bar -> bar.span().spanId())
        .containsExactly("a", "b", "d", "c");
    assertThat(drawn.bars()).extracting(Waterfall.Bar::depth).containsExactly(0, 1, 2, 1);
    assertThat(drawn.bars())
        .extracting(Waterfall.Bar::left)
        .containsExactly("0.00%", "10.00%", "20.00%", "60.00%");
    assertThat(drawn.length().toNanos()).isEqualTo(100);
  }

  @Test
  void of_aSpanWhoseParentIsElsewhere_drawsItAsARootAndSaysSo() {
    Waterfall drawn = Waterfall.of(List.of(span("b", "elsewhere", 0, 10)));

    assertThat(drawn.bars().getFirst().orphan()).isTrue();
    assertThat(drawn.bars().getFirst().depth()).isZero();
  }

  @Test
  void of_spansThatAreEachOthersParents_drawsEachOnce() {
    Waterfall drawn =
        Waterfall.of(List.of(span("a", "b", 0, 10), span("b", "a", 1, 9), span("c", "c", 2, 3)));

    assertThat(drawn.bars())
        .extracting(bar -> bar.span().spanId())
        .containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void of_aDeepChain_doesNotOverflow() {
    List<Span> chain =
        java.util.stream.IntStream.range(0, 5_000)
            .mapToObj(i -> span("s" + i, i == 0 ? null : "s" + (i - 1), i, 6_000))
            .toList();

    assertThat(Waterfall.of(chain).bars()).hasSize(5_000);
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
