package io.tocsin.agent.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.agent.context.ScopeMarks;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanJoinTest {
  private final SpanJoin join = new SpanJoin();

  @Test
  void withoutARecording_nothingIsMarked() {
    assertThat(join.enter()).isEqualTo(ScopeMarks.NONE);
    assertThat(join.wanted(1)).isFalse();
    join.leave(1, "trace", "span");
  }

  @Test
  void recording_getsScopesUntilItEnds() {
    List<String> left = new ArrayList<>();
    join.to(marks(left));
    assertThat(join.enter()).isEqualTo(7);
    assertThat(join.wanted(7)).isTrue();
    join.leave(7, "trace", "span");
    join.to(null);
    join.leave(7, "late", "span");
    assertThat(left).containsExactly("trace");
  }

  @Test
  void recordingThatFails_failsNoScopeAndGetsNoMore() {
    join.to(marks(null));
    assertThat(join.enter()).isEqualTo(7);
    join.leave(7, "trace", "span");
    assertThat(join.enter()).isEqualTo(ScopeMarks.NONE);
  }

  /**
   * @param left null to fail
   */
  private static ScopeMarks marks(List<String> left) {
    return new ScopeMarks() {
      @Override
      public long enter() {
        return 7;
      }

      @Override
      public boolean wanted(long mark) {
        return true;
      }

      @Override
      public void leave(long mark, String traceId, String spanId) {
        left.add(traceId);
      }
    };
  }
}
