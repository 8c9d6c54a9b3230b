package io.tocsin.bot.notice.feishu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.bot.fakechannel.FakeFeishu;
import io.tocsin.bot.fakechannel.FakeServer;
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

class FeishuRobotTest extends ChannelContract {
  private final FakeFeishu server = new FakeFeishu();
  private final FeishuRobot channel = channel(server.url(""), FakeFeishu.HOOK, FakeFeishu.SECRET);

  private static FeishuRobot channel(URI url, String hook, String secret) {
    Secret address = new Secret(hook);
    return new FeishuRobot(
        "bot.channels.out.feishu",
        new FeishuConfig(url, address, new Secret(secret), null, null, null),
        address,
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
    return channel(server.url(""), "wrong-secret", "wrong-secret");
  }

  @Override
  protected Channel elsewhere(URI address) {
    return channel(address, "wrong-secret", "wrong-secret");
  }

  @Override
  protected int shown() {
    return server.cards().size();
  }

  @ParameterizedTest
  @CsvSource({"11232, NOT_NOW", "19021, NOT_NOW", "19024, NOT_NOW", "11246, REFUSED"})
  void T31_errorInAnAnswerOf200_isUnderstood(int code, Outcome outcome) {
    server.next(FakeFeishu.says(code, "no"));

    assertThat(failure(channel, Told.opened()).outcome()).isEqualTo(outcome);
  }

  @Test
  void allWords_standInElementsOfPlainText() throws DeliveryException {
    send(Told.opened());

    assertThat(server.cards().getFirst().toString())
        .contains("plain_text")
        .doesNotContain("lark_md", "\"tag\":\"markdown\"");
  }

  @Test
  void probe_withAWrongSecret_saysSo() {
    try (Channel wrong = channel(server.url(""), FakeFeishu.HOOK, "wrong-secret")) {
      assertThatThrownBy(wrong::probe).hasMessageContaining("Feishu says 19021: sign match fail");
    }
  }
}
