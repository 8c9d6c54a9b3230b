package io.tocsin.bot.notice.feishu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.bot.fakechannel.FakeFeishu;
import io.tocsin.bot.fakechannel.FakeServer;
import io.tocsin.bot.fakechannel.FakeServer.Fault;
import io.tocsin.bot.fakechannel.Told;
import io.tocsin.bot.notice.Channel;
import io.tocsin.bot.notice.ChannelContract;
import io.tocsin.bot.notice.DeliveryException;
import io.tocsin.bot.notice.DeliveryException.Outcome;
import io.tocsin.model.config.Secret;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
  @ValueSource(
      ints = {19_001, 19_007, 19_021, 19_022, 19_024, 11_231, 11_237, 11_240, 11_242, 11_249})
  void T31_whatPeopleMustPutRight_waitsForThem(int code) {
    for (int status : new int[] {200, 400}) {
      server.next(FakeFeishu.says(status, code, "no", Map.of()));

      DeliveryException failure = failure(channel, Told.opened());

      assertThat(failure.outcome()).isEqualTo(Outcome.NOT_NOW);
      assertThat(failure).hasMessageStartingWith("Feishu says " + code + ": no; check hook, ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "11232, frequency limited",
    "11233, frequency limited",
    "11247, frequency limited",
    "99991400, request trigger frequency limit",
    "9499, too many request"
  })
  void T31_tooMany_isWaitedFor_whateverTheStatus(int code, String said) {
    for (int status : new int[] {200, 400}) {
      server.next(FakeFeishu.says(status, code, said, Map.of()));

      assertThat(failure(channel, Told.opened()).outcome()).isEqualTo(Outcome.NOT_NOW);
    }
  }

  @ParameterizedTest
  @CsvSource({"9499, Bad Request", "19002, params error", "19036, too long", "11246, no card"})
  void T31_aMessageThatIsWrongInItself_isRefused(int code, String said) {
    for (int status : new int[] {200, 400}) {
      server.next(FakeFeishu.says(status, code, said, Map.of()));

      assertThat(failure(channel, Told.opened()).outcome()).isEqualTo(Outcome.REFUSED);
    }
  }

  @Test
  void T31_probeThatIsOneTooMany_isNotTakenForWell() {
    server.next(FakeFeishu.says(400, 9_499, "too many request", Map.of()));

    assertThatThrownBy(channel::probe).hasMessage("Feishu says 9499: too many request");
  }

  @Test
  void T31_probe_whoseMessageIsRefusedForItsForm_foundTheRobot() {
    server.next(FakeFeishu.says(400, 9_499, "Bad Request", Map.of()));

    assertThatCode(channel::probe).doesNotThrowAnyException();
  }

  @Test
  void T31_olderRobot_saysItUnderAnotherName() throws DeliveryException {
    server.next(new Fault.Says(200, "{\"StatusCode\":0,\"StatusMessage\":\"success\"}"));
    send(Told.opened());

    server.next(new Fault.Says(200, "{\"StatusCode\":19001,\"StatusMessage\":\"no\"}"));
    assertThat(failure(channel, Told.opened()).outcome()).isEqualTo(Outcome.NOT_NOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", ""})
  void T31_answerWithoutACode_mayHaveTakenTheMessage(String body) {
    server.next(new Fault.Says(200, body));

    assertThat(failure(channel, Told.opened()).outcome()).isEqualTo(Outcome.UNKNOWN);
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
