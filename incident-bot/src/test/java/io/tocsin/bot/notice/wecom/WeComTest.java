package io.tocsin.bot.notice.wecom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.bot.fakechannel.FakeServer;
import io.tocsin.bot.fakechannel.FakeWeCom;
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

class WeComTest extends ChannelContract {
  private final FakeWeCom server = new FakeWeCom();
  private final WeCom channel = channel(server.url(""), FakeWeCom.KEY);

  private static WeCom channel(URI url, String key) {
    return new WeCom(
        "bot.channels.out.wecom",
        new WeComConfig(url, new Secret(key)),
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
    return channel(server.url(""), "wrong-secret");
  }

  @Override
  protected Channel elsewhere(URI address) {
    return channel(address, "wrong-secret");
  }

  @Override
  protected int shown() {
    return server.messages().size();
  }

  @ParameterizedTest
  @CsvSource({"45009, NOT_NOW", "-1, NOT_NOW", "93000, NOT_NOW", "40058, REFUSED"})
  void T31_errorInAnAnswerOf200_isUnderstood(int code, Outcome outcome) {
    server.next(FakeWeCom.says(code, "no"));

    DeliveryException failure = failure(channel, Told.opened());

    assertThat(failure.outcome()).isEqualTo(outcome);
    assertThat(failure).hasMessageContaining("WeCom says " + code);
  }

  @Test
  void textOfALogLine_mentionsNobody_andMakesNoLink() throws DeliveryException {
    send(Told.opened());

    assertThat(server.messages().getFirst())
        .doesNotContain("<@U1>", "@all", "[x](http", "<!channel>")
        .contains("余额不足")
        .endsWith("[TOC-1](https://tocsin.test/incidents/TOC-1)");
  }

  @Test
  void probe_withAWrongKey_saysSo() {
    try (Channel wrong = withWrongCredentials()) {
      assertThatThrownBy(wrong::probe)
          .hasMessage("WeCom says 93000: invalid webhook url; check bot.channels.out.wecom.key");
    }
  }
}
