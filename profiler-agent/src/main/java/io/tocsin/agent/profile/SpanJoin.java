package io.tocsin.agent.profile;

import io.tocsin.agent.context.ScopeMarks;
import org.jspecify.annotations.Nullable;

/** Gives scopes to the running recording; before there is one, and after it failed, to nobody. */
public final class SpanJoin implements ScopeMarks {
  private volatile ScopeMarks target = ScopeMarks.OFF;

  void to(@Nullable ScopeMarks marks) {
    target = marks == null ? ScopeMarks.OFF : marks;
  }

  @Override
  public long enter() {
    try {
      return target.enter();
    } catch (Throwable e) {
      target = ScopeMarks.OFF;
      return NONE;
    }
  }

  @Override
  public boolean wanted(long mark) {
    try {
      return target.wanted(mark);
    } catch (Throwable e) {
      target = ScopeMarks.OFF;
      return false;
    }
  }

  @Override
  public void leave(long mark, String traceId, String spanId) {
    try {
      target.leave(mark, traceId, spanId);
    } catch (Throwable e) {
      target = ScopeMarks.OFF;
    }
  }
}
