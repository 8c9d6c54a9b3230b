package io.tocsin.bot.notice.teams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakechannel.FakeServer;
import io.tocsin.bot.fakechannel.FakeServer.Fault;
import io.tocsin.bot.fakechannel.FakeTeams;
import io.tocsin.bot.fakechannel.Told;
import io.tocsin.bot.notice.Channel;
import io.tocsin.bot.notice.ChannelContract;
import io.tocsin.bot.notice.DeliveryException;
import io.tocsin.bot.notice.DeliveryException.Outcome;
import io.tocsin.model.config.Secret;
import java.net.URI;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TeamsTest extends ChannelContract {
  private final FakeTeams server = new FakeTeams();
  private final Teams channel =
      channel(server.url("/workflows/1/triggers/manual?" + FakeTeams.SIGNATURE));

  private static Teams channel(URI url) {
    return new Teams(
        "bot.channels.out.teams",
        new TeamsConfig(new Secret(url.toString())),
        Told.TIMES,
        InstantSource.fixed(Told.NOW));
  }

  @Override
  protected FakeServer server() {
    return server;
  }

  @Override
  protected Channel channel() {
    return channel;
  }

  @Override
  protected Channel withWrongCredentials() {
    return channel(server.url("/workflows/1?sig=wrong-secret"));
  }

  @Override
  protected Channel elsewhere(URI address) {
    return channel(address.resolve("/workflows/1?sig=wrong-secret"));
  }

  @Override
  protected int shown() {
    return server.cards().size();
  }

  @ParameterizedTest
  @CsvSource({"429, NOT_NOW", "413, REFUSED", "502, UNKNOWN"})
  void T31_errorInAnAnswerOf200_isUnderstood(int status, Outcome outcome) {
    server.next(
        new Fault.Says(
            200,
            "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP"
                + " error "
                + status
                + " with ContextId tcid=1"));

    assertThat(failure(channel, Told.opened()).outcome()).isEqualTo(outcome);
  }

  @Test
  void allWords_standInTextRuns_andNobodyIsMentioned() throws DeliveryException {
    send(Told.opened());

    assertThat(server.cards().getFirst().toString())
        .contains("TextRun")
        .doesNotContain("\"TextBlock\"", "\"entities\"");
  }
}
