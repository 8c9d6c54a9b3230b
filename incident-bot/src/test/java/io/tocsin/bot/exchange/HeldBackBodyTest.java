package io.tocsin.bot.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.ticket.SendBy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class HeldBackBodyTest {
  private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

  private static final class Reader implements Flow.Subscriber<ByteBuffer> {
    private final StringBuilder got = new StringBuilder();
    private Flow.Subscription subscription;
    private Throwable failure;
    private boolean complete;

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
    }

    @Override
    public void onNext(ByteBuffer part) {
      got.append(StandardCharsets.UTF_8.decode(part));
    }

    @Override
    public void onError(Throwable e) {
      failure = e;
    }

    @Override
    public void onComplete() {
      complete = true;
    }
  }

  private static Reader read(SendBy by) {
    Reader reader = new Reader();
    new HeldBackBody(BODY, by).subscribe(reader);
    return reader;
  }

  @Test
  void inTime_isSentWhole_theLastByteApart() {
    Reader reader = read(new SendBy(System.nanoTime() + Duration.ofHours(1).toNanos()));

    reader.subscription.request(1);
    assertThat(reader.got).hasToString("{\"a\":1");
    assertThat(reader.complete).isFalse();
    reader.subscription.request(1);

    assertThat(reader.got).hasToString("{\"a\":1}");
    assertThat(reader.complete).isTrue();
  }

  @Test
  void whatWasStoppedBeforeTheLastByte_isNeverWhole() {
    SendBy by = new SendBy(System.nanoTime() + Duration.ofMillis(200).toNanos());
    Reader reader = read(by);
    reader.subscription.request(1);
    while (!by.passed()) {
      Thread.onSpinWait();
    }

    reader.subscription.request(1);

    assertThat(reader.got).hasToString("{\"a\":1");
    assertThat(reader.complete).isFalse();
    assertThat(reader.failure).isInstanceOf(HeldBackBody.TooLateException.class);
  }

  @Test
  void aReaderThatAsksForAllAtOnce_getsAll() {
    Reader reader = read(new SendBy(System.nanoTime() + Duration.ofHours(1).toNanos()));

    reader.subscription.request(Long.MAX_VALUE);

    assertThat(reader.got).hasToString("{\"a\":1}");
    assertThat(reader.complete).isTrue();
  }
}
