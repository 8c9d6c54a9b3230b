package io.tocsin.bot.notice.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.bot.fakechannel.FakeServer.Fault;
import io.tocsin.bot.fakechannel.FakeSlack;
import io.tocsin.bot.fakechannel.Told;
import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.notice.DeliveryException;
import io.tocsin.bot.notice.DeliveryException.Outcome;
import io.tocsin.bot.notice.Dispatch;
import io.tocsin.model.config.Secret;
import io.tocsin.model.incident.Incident.State;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackTest {
  private final FakeSlack server = new FakeSlack();
  private final Slack slack = slack(FakeSlack.TOKEN, server.url("/api"));

  private static Slack slack(String token, URI url) {
    return new Slack(
        "bot.channels.chat.slack",
        new SlackConfig(url, new Secret(token), "C0123456789"),
        Told.TIMES,
        InstantSource.fixed(Told.NOW));
  }

  @AfterEach
  void close() {
    slack.close();
    server.close();
  }

  @Test
  void message_isPostedOnce_andThenChangedInPlace() throws DeliveryException {
    String receipt = slack.send(Told.opened(), Samples.IN_TIME);
    slack.send(Told.one(State.CLOSED, receipt), Samples.IN_TIME);

    assertThat(server.messages())
        .singleElement()
        .satisfies(
            message -> assertThat(message.path("text").asString()).startsWith("TOC-1 CLOSED"));
  }

  @Test
  void textOfALogLine_mentionsNobody_andMakesNoLink() throws DeliveryException {
    slack.send(Told.opened(), Samples.IN_TIME);
    slack.send(Told.many(3), Samples.IN_TIME);

    assertThat(server.messages())
        .allSatisfy(message ->
            assertThat(message.toString())
                .doesNotContain("<!channel>", "<@U1>", "<a href", "<http://evil")
                .contains("&lt;!channel&gt;"));
  }

  @Test
  void T15_aThousandIncidents_fitIntoOneMessage_whichSaysHowManyItLeavesOut()
      throws DeliveryException {
    slack.send(Told.many(1_000), Samples.IN_TIME);

    assertThat(server.messages()).singleElement().asString().containsPattern("…and \\d+ more");
  }

  @Test
  void postWhoseAnswerWasLost_isLookedFor_andNotSentAgain() throws DeliveryException {
    server.next(new Fault.LostAnswer());
    assertThat(failure(Told.opened()).outcome()).isEqualTo(Outcome.UNKNOWN);

    String receipt = slack.send(Told.again(Told.opened()), Samples.IN_TIME);

    assertThat(server.messages()).hasSize(1);
    assertThat(receipt).isEqualTo("C0123456789/1700000000.000001");
  }

  @Test
  void postWhoseAnswerWasLost_withoutTheRightToLook_isSentAgain() throws DeliveryException {
    server.mayLook(false);
    server.next(new Fault.LostAnswer());
    failure(Told.opened());

    slack.send(Told.again(Told.opened()), Samples.IN_TIME);

    assertThat(server.messages()).hasSize(2);
  }

  @Test
  void messageThatIsGone_isPostedAnew() throws DeliveryException {
    String receipt = slack.send(Told.opened(), Samples.IN_TIME);
    server.forget();

    assertThat(slack.send(Told.one(State.CLOSED, receipt), Samples.IN_TIME)).isNotEqualTo(receipt);
    assertThat(server.messages()).hasSize(1);
  }

  @Test
  void tooManyRequests_areWaitedForAsLongAsSlackSays() {
    server.next(new Fault.Says(429, "{\"ok\":false}", Map.of("Retry-After", "30")));

    DeliveryException failure = failure(Told.opened());

    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_NOW);
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @CsvSource({
    "ratelimited, NOT_NOW",
    "not_in_channel, NOT_NOW",
    "channel_not_found, NOT_NOW",
    "internal_error, UNKNOWN",
    "msg_too_long, REFUSED"
  })
  void T31_errorInAnAnswerOf200_isUnderstood(String error, Outcome outcome) {
    server.next(new Fault.Says(200, "{\"ok\":false,\"error\":\"" + error + "\"}"));

    DeliveryException failure = failure(Told.opened());

    assertThat(failure.outcome()).isEqualTo(outcome);
    assertThat(failure).hasMessageContaining("Slack says " + error);
  }

  @Test
  void wrongToken_andUnreachableHost_nameTheSetting_andNeverTheToken() throws DeliveryException {
    slack.probe();
    try (Slack wrong = slack("xoxb-wrong", server.url("/api"));
        Slack away = slack("xoxb-wrong", URI.create("http://127.0.0.1:1/api"))) {
      assertThat(catchThrowableOfType(DeliveryException.class, wrong::probe))
          .hasMessageContaining("invalid_auth; check token and conversation of bot.channels.chat")
          .hasMessageNotContaining("xoxb");
      assertThat(catchThrowableOfType(DeliveryException.class, away::probe))
          .hasMessageContaining("cannot connect to http://127.0.0.1:1/api")
          .hasMessageNotContaining("xoxb");
    }
  }

  private DeliveryException failure(Dispatch message) {
    return catchThrowableOfType(
        DeliveryException.class, () -> slack.send(message, Samples.IN_TIME));
  }
}
