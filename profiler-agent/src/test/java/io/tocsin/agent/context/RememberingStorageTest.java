package io.tocsin.agent.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.Test;

/** Around OpenTelemetry's own thread-local storage. */
class RememberingStorageTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private final LastContexts last = new LastContexts(60_000);
  private final ContextStorage storage = around(last, ContextStorage.defaultStorage());

  @Test
  void closedScope_isRecalledWithItsAge() throws Exception {
    try (Scope scope = storage.attach(span("00000000000000aa"))) {
      assertThat(last.recall().ageNanos).isZero();
      assertThat(storage.current()).isSameAs(ContextStorage.defaultStorage().current());
    }
    assertThat(storage.current()).isNull();
    assertThat(last.recall().traceId).isEqualTo(TRACE);
    assertThat(last.recall().spanId).isEqualTo("00000000000000aa");
    assertThat(last.recall().ageNanos).isPositive();
  }

  @Test
  void nestedScopes_leaveTheInnerOne() throws Exception {
    try (Scope outer = storage.attach(span("00000000000000aa"));
        Scope inner = storage.attach(span("00000000000000bb"))) {
      assertThat(last.recall().spanId).isEqualTo("00000000000000bb");
    }
    assertThat(last.recall().spanId).isEqualTo("00000000000000bb");
  }

  @Test
  void rootContext_doesNotHideTheSpanBefore() throws Exception {
    try (Scope scope = storage.attach(span("00000000000000aa"));
        Scope off = storage.attach(storage.root())) {
      assertThat(last.recall().spanId).isEqualTo("00000000000000aa");
    }
  }

  @Test
  void contextWithoutSpan_hasNothingToRecall() throws Exception {
    try (Scope first = storage.attach(span("00000000000000aa"))) {
      assertThat(last.recall()).isNotNull();
    }
    Context other = Context.root().with(ContextKey.named("k"), "v");
    try (Scope second = storage.attach(other)) {
      assertThat(last.recall()).isNull();
    }
    try (Scope third = storage.attach(Context.root().with(Span.getInvalid()))) {
      assertThat(last.recall()).isNull();
    }
  }

  @Test
  void scopeLeftLongerAgoThanTheLimit_isNotRecalled() throws Exception {
    LastContexts forgetful = new LastContexts(-1);
    ContextStorage other = around(forgetful, ContextStorage.defaultStorage());
    other.attach(span("00000000000000aa")).close();
    assertThat(forgetful.recall()).isNull();
  }

  @Test
  void whatTheStorageThrows_reachesTheCaller() {
    ContextStorage broken =
        around(
            last,
            new ContextStorage() {
              @Override
              public Scope attach(Context context) {
                throw new IllegalStateException("broken");
              }

              @Override
              public Context current() {
                return null;
              }
            });
    assertThatThrownBy(() -> broken.attach(span("00000000000000aa")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken");
  }

  @Test
  void proxies_areEqualToThemselvesAndHaveText() {
    Scope scope = storage.attach(span("00000000000000aa"));
    assertThat(scope.equals(scope)).isTrue();
    assertThat(scope.toString()).isNotEmpty();
    assertThat(scope.hashCode()).isEqualTo(scope.hashCode());
    scope.close();
    assertThat(storage.equals(storage)).isTrue();
    assertThat(storage.equals(ContextStorage.defaultStorage())).isFalse();
  }

  private static ContextStorage around(LastContexts last, ContextStorage storage) {
    try {
      SpanReader reader =
          new SpanReader(RememberingStorageTest.class.getClassLoader(), "io.opentelemetry.");
      return (ContextStorage)
          RememberingStorage.wrapper(
                  ContextStorage.class, Scope.class, reader, last, ScopeMarks.OFF)
              .apply(storage);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Context span(String spanId) {
    SpanContext ids =
        SpanContext.create(TRACE, spanId, TraceFlags.getSampled(), TraceState.getDefault());
    return Context.root().with(Span.wrap(ids));
  }
}
