package io.tocsin.collector.decode;

import static io.tocsin.collector.Otlp.attribute;
import static io.tocsin.collector.Otlp.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span.Event;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status;
import io.tocsin.collector.Entries;
import io.tocsin.collector.Otlp;
import io.tocsin.model.telemetry.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Spans as the decoder gives them. */
class SpanDecodingTest {
  private static final long OBSERVED = 1_795_255_200_000_000_000L;
  private static final String TRACE_ID = "5b8efff798038103d269b633813fc60c";
  private static final String SPAN_ID = "eee19b7ec3c1b174";

  private final Entries entries = new Entries();

  @Test
  void aSpan_hasItsLastExceptionAndItsThread() {
    var wire =
        io.opentelemetry.proto.trace.v1.Span.newBuilder()
            .setTraceId(id(TRACE_ID))
            .setSpanId(id(SPAN_ID))
            .setParentSpanId(id("eee19b7ec3c1b173"))
            .setName("POST /transfers")
            .setKind(SpanKind.SPAN_KIND_SERVER)
            .setStartTimeUnixNano(OBSERVED - 5_000)
            .setEndTimeUnixNano(OBSERVED - 1_000)
            .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR))
            .addAttributes(attribute("thread.id", 41))
            .addAttributes(attribute("thread.name", "http-4"))
            .addAttributes(attribute("http.route", "/transfers"))
            .addEvents(exception("first", "retried"))
            .addEvents(exception("last", "gave up"))
            .build();

    Span span =
        Entries.decode(entries.of(Otlp.traces(Otlp.resource("ledger", "7"), wire), OBSERVED))
            .spans()
            .getFirst();

    assertThat(span.traceId()).isEqualTo(TRACE_ID);
    assertThat(span.parentSpanId()).isEqualTo("eee19b7ec3c1b173");
    assertThat(span.kind()).isEqualTo(Span.Kind.SERVER);
    assertThat(span.thread()).isEqualTo("http-4");
    assertThat(span.threadId()).isEqualTo(41);
    assertThat(span.failed()).isTrue();
    assertThat(span.error().type()).isEqualTo("last");
    assertThat(span.error().message()).isEqualTo("gave up");
    assertThat(span.attributes()).containsEntry("http.route", "/transfers");
  }

  @Test
  void aFailedSpanWithoutException_hasTypeAndMessageOfItsStatus() {
    var wire =
        io.opentelemetry.proto.trace.v1.Span.newBuilder()
            .setTraceId(id(TRACE_ID))
            .setSpanId(id(SPAN_ID))
            .setStatus(
                Status.newBuilder()
                    .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                    .setMessage("gateway timed out"))
            .addAttributes(attribute("error.type", "504"))
            .build();

    Span span =
        Entries.decode(entries.of(Otlp.traces(Otlp.resource("ledger", "7"), wire), OBSERVED))
            .spans()
            .getFirst();

    assertThat(span.error().type()).isEqualTo("504");
    assertThat(span.error().message()).isEqualTo("gateway timed out");
  }

  @Test
  void aSpanWithoutValidIds_isLeftOutAndTheOthersKeepTheirIndex() {
    var invalid = io.opentelemetry.proto.trace.v1.Span.newBuilder().setName("nobody's").build();
    var valid = invalid.toBuilder().setTraceId(id(TRACE_ID)).setSpanId(id(SPAN_ID)).build();

    List<Span> spans =
        Entries.decode(
                entries.of(Otlp.traces(Otlp.resource("ledger", "7"), invalid, valid), OBSERVED))
            .spans();

    assertThat(spans).singleElement().satisfies(s -> assertThat(s.id().index()).isEqualTo(1));
  }

  private static Event exception(String type, String message) {
    return Event.newBuilder()
        .setName("exception")
        .addAttributes(attribute("exception.type", type))
        .addAttributes(attribute("exception.message", message))
        .build();
  }
}
