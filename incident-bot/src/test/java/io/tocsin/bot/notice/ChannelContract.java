package io.tocsin.bot.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.bot.fakechannel.FakeServer;
import io.tocsin.bot.fakechannel.FakeServer.Fault;
import io.tocsin.bot.fakechannel.Told;
import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.notice.DeliveryException.Outcome;
import io.tocsin.model.incident.Incident.State;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every channel over HTTP does with messages and failures of any kind. */
public abstract class ChannelContract {
  /** Where nobody listens. */
  protected static final URI NOWHERE = URI.create("http://127.0.0.1:1");

  protected abstract FakeServer server();

  protected abstract Channel channel();

  /** With credentials that the server does not know; part of them is "wrong-secret". */
  protected abstract Channel withWrongCredentials();

  protected abstract Channel elsewhere(URI address);

  /** How many messages a person sees. */
  protected abstract int shown();

  @AfterEach
  void closeAll() {
    channel().close();
    server().close();
  }

  @Test
  void messages_onOne_onMany_andATest_areTaken() {
    for (Dispatch message :
        new Dispatch[] {
          Told.opened(),
          Told.one(State.ACKNOWLEDGED, null),
          Told.one(State.CLOSED, null),
          Told.many(3),
          Told.test()
        }) {
      assertThatCode(() -> send(message)).doesNotThrowAnyException();
    }
    assertThat(shown()).isPositive();
  }

  @Test
  void T15_message_isNeverLongerThanTheChannelTakes() {
    if (!channel().traits().gathers()) {
      return;
    }
    assertThatCode(() -> send(Told.many(1_000))).doesNotThrowAnyException();
    assertThat(shown()).isEqualTo(1);
  }

  @Test
  void tooManyRequests_areWaitedFor() {
    server().next(new Fault.Says(429, "", Map.of("Retry-After", "17")));

    DeliveryException failure = failure(channel(), Told.opened());

    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_NOW);
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(17));
  }

  @Test
  void lostAnswer_andAServerError_mayHaveArrived() {
    server().next(new Fault.LostAnswer());
    assertThat(failure(channel(), Told.opened()).outcome()).isEqualTo(Outcome.UNKNOWN);
    server().next(new Fault.Says(502, "bad gateway"));
    assertThat(failure(channel(), Told.opened()).outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void wrongCredentials_andAnUnreachableHost_areNotNow_andNameTheSetting_neverTheSecret() {
    try (Channel wrong = withWrongCredentials();
        Channel away = elsewhere(NOWHERE)) {
      for (Channel channel : new Channel[] {wrong, away}) {
        DeliveryException failure = failure(channel, Told.opened());
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_NOW);
        assertThat(failure)
            .hasMessageContaining("check")
            .hasMessageContaining("bot.channels.out")
            .hasMessageNotContaining("wrong-secret");
      }
      assertThat(catchThrowableOfType(DeliveryException.class, away::probe))
          .hasMessageContaining("cannot connect")
          .hasMessageNotContaining("wrong-secret");
    }
  }

  @Test
  void probe_ofAChannelThatWorks_showsNothingInIt() {
    assertThatCode(() -> channel().probe()).doesNotThrowAnyException();
    assertThat(shown()).isZero();
  }

  protected void send(Dispatch message) throws DeliveryException {
    channel().send(message, Samples.IN_TIME);
  }

  protected static DeliveryException failure(Channel channel, Dispatch message) {
    return catchThrowableOfType(
        DeliveryException.class, () -> channel.send(message, Samples.IN_TIME));
  }
}
