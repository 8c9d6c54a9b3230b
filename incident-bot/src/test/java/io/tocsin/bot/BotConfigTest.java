package io.tocsin.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.bot.alert.AlertConfig;
import io.tocsin.bot.attachment.AttachmentConfig;
import io.tocsin.bot.backtest.BacktestConfig;
import io.tocsin.bot.detector.latency.LatencyConfig;
import io.tocsin.bot.detector.leak.LeakConfig;
import io.tocsin.bot.evidence.EvidenceConfig;
import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.filing.FilingConfig;
import io.tocsin.bot.filing.StormConfig;
import io.tocsin.bot.filing.TemplateConfig;
import io.tocsin.bot.intake.IntakeConfig;
import io.tocsin.bot.mute.MuteConfig;
import io.tocsin.bot.notice.Language;
import io.tocsin.bot.notice.NoticeConfig;
import io.tocsin.bot.notice.RouteConfig;
import io.tocsin.bot.notice.StepConfig;
import io.tocsin.bot.notice.webhook.WebhookConfig;
import io.tocsin.bot.oncall.PersonConfig;
import io.tocsin.bot.oncall.RotationConfig;
import io.tocsin.bot.oncall.ScheduleConfig;
import io.tocsin.bot.owner.codeowners.CodeownersConfig;
import io.tocsin.bot.priority.PriorityConfig;
import io.tocsin.bot.priority.PriorityRule;
import io.tocsin.bot.readback.ReadBackConfig;
import io.tocsin.bot.source.RepositoryConfig;
import io.tocsin.bot.tracker.builtin.BuiltInTrackerConfig;
import io.tocsin.model.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BotConfigTest {
  private static BuiltInTrackerConfig tracker(String url, Duration requestTimeout) {
    return new BuiltInTrackerConfig(
        URI.create(url), null, Duration.ofSeconds(1), requestTimeout, Duration.ofSeconds(5));
  }

  private static FilingConfig filing(Duration lease, int workers) {
    return filing(lease, workers, 4);
  }

  private static FilingConfig filing(Duration lease, int workers, int actWorkers) {
    Duration second = Duration.ofSeconds(1);
    return new FilingConfig(
        lease,
        workers,
        actWorkers,
        second,
        second,
        second,
        second,
        second,
        20,
        second,
        second,
        List.of());
  }

  private static EvidenceConfig evidence(Duration limit) {
    return new EvidenceConfig(
        limit, Duration.ofSeconds(2), Duration.ofMinutes(10), Duration.ofHours(1));
  }

  private static NoticeConfig notices(String channel) {
    return new NoticeConfig(
        List.of(
            new RouteConfig(
                null,
                null,
                null,
                null,
                List.of(new StepConfig(Duration.ZERO, List.of(channel), null)))),
        Language.EN,
        "UTC",
        5,
        500,
        Duration.ofMinutes(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(1),
        Duration.ofMinutes(2),
        Duration.ofHours(24));
  }

  private static ChannelConfig webhook(Duration requestTimeout) {
    return new ChannelConfig(
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        new WebhookConfig(URI.create("http://127.0.0.1:1/in"), "1", new Secret("k".repeat(32))),
        null,
        Duration.ofSeconds(1),
        requestTimeout);
  }

  private static BotConfig bot(Duration lease, Duration requestTimeout) {
    return bot(lease, requestTimeout, Map.of("out", webhook(Duration.ofSeconds(10))), "out");
  }

  private static BotConfig bot(
      Duration lease, Duration requestTimeout, Map<String, ChannelConfig> channels, String told) {
    return new BotConfig(
        tracker("http://127.0.0.1:1", requestTimeout),
        null,
        null,
        null,
        null,
        null,
        filing(lease, 4),
        new StormConfig(20, Duration.ofMinutes(5)),
        PriorityConfig.defaults(),
        List.of(),
        TemplateConfig.none(),
        Samples.RECURRENCE,
        new ReadBackConfig(
            Duration.ofMinutes(1), Duration.ofDays(7), Duration.ofDays(7), null, Duration.ZERO),
        channels,
        notices(told),
        Map.of(),
        Map.of(),
        LatencyConfig.defaults(),
        LeakConfig.defaults(),
        AlertConfig.defaults(),
        IntakeConfig.defaults(),
        MuteConfig.defaults(),
        new CodeownersConfig(
            List.of(),
            Path.of("git"),
            Duration.ofMinutes(5),
            Duration.ofMillis(200),
            Duration.ofSeconds(20),
            16,
            List.of()),
        evidence(Duration.ofSeconds(50)),
        AttachmentConfig.defaults(),
        BacktestConfig.defaults(),
        null,
        Duration.ofSeconds(5),
        500,
        8);
  }

  @Test
  void schedulesThatDoNotFit_areRefusedWithKeyValueAndExpectation() {
    Map<String, ChannelConfig> channels = Map.of("phone", webhook(Duration.ofSeconds(10)));
    Map<String, PersonConfig> people = Map.of("wang", new PersonConfig(List.of("phone")));

    OnCallSettings.require(channels, people, schedules("wang"), steps("payments/primary"));
    assertThatThrownBy(() -> OnCallSettings.require(Map.of(), people, schedules("wang"), List.of()))
        .hasMessageStartingWith("people.wang.channels: phone (expected: a channel");
    assertThatThrownBy(() -> OnCallSettings.require(channels, people, schedules("li"), List.of()))
        .hasMessage("schedules.payments.layers.primary: li (expected: one of people: wang)");
    for (String wrong : List.of("payment/primary", "payments/second")) {
      assertThatThrownBy(
              () -> OnCallSettings.require(channels, people, schedules("wang"), steps(wrong)))
          .hasMessageContaining("notices.routes.steps.on_call: ");
    }
    assertThatThrownBy(() -> steps("payments"))
        .hasMessageContaining("on_call: payments (expected: a schedule and its layer");
    assertThatThrownBy(
            () -> new RotationConfig(List.of("wang"), "5 Jan", "09:00", Duration.ofDays(7)))
        .hasMessage("start: 5 Jan (expected: a day such as 2026-01-05)");
    assertThatThrownBy(
            () -> new RotationConfig(List.of("wang"), "2026-01-05", "540", Duration.ofDays(7)))
        .hasMessageContaining("hand_over: 540 (expected: a time of day in quotes");
    assertThatThrownBy(() -> new ScheduleConfig(null, null, "Mars/Base", Map.of(), List.of()))
        .hasMessageContaining("time_zone: Mars/Base (expected: a zone such as");
  }

  private static Map<String, ScheduleConfig> schedules(String person) {
    RotationConfig weekly =
        new RotationConfig(List.of(person), "2026-01-05", "09:00", Duration.ofDays(7));
    return Map.of(
        "payments", new ScheduleConfig(null, null, "UTC", Map.of("primary", weekly), List.of()));
  }

  private static List<RouteConfig> steps(String onCall) {
    StepConfig step = new StepConfig(Duration.ofMinutes(5), List.of(), onCall);
    return List.of(new RouteConfig(null, null, null, null, List.of(step)));
  }

  @Test
  void aLeaseShorterThanThreeRequests_isRefused() {
    assertThat(bot(Duration.ofSeconds(15), Duration.ofSeconds(5)).times().indexLag())
        .isEqualTo(Duration.ofSeconds(5));
    assertThatThrownBy(() -> bot(Duration.ofSeconds(14), Duration.ofSeconds(5)))
        .hasMessageContaining("filing.lease: PT14S");
  }

  @Test
  void aRouteToNoChannel_andALeaseShorterThanItsRequests_areRefused() {
    Duration lease = Duration.ofSeconds(15);
    Duration request = Duration.ofSeconds(5);
    assertThatThrownBy(() -> bot(lease, request, Map.of(), "chat"))
        .hasMessageContaining("notices.routes: chat (expected: a channel");
    assertThatThrownBy(
            () -> bot(lease, request, Map.of("chat", webhook(Duration.ofSeconds(30))), "chat"))
        .hasMessageContaining("notices.lease: PT1M");
    assertThatThrownBy(() ->
            new ChannelConfig(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2)))
        .hasMessageContaining("0 are named (expected: exactly one)");
  }

  @Test
  void valuesOutOfRange_nameKeyValueAndExpectation() {
    assertThatThrownBy(() -> tracker("ftp://x", Duration.ofSeconds(5)))
        .hasMessageContaining("url: ftp://x (expected: http://");
    assertThatThrownBy(() -> tracker("http://x", Duration.ofMillis(1)))
        .hasMessageContaining("request_timeout");
    assertThatThrownBy(() -> evidence(Duration.ofMinutes(2)))
        .hasMessageContaining("limit: PT2M (expected: PT0.001S to PT1M)");
    assertThatThrownBy(() -> filing(Duration.ofSeconds(1), 0))
        .hasMessageContaining("workers: 0 (expected: 1 to 64)");
    assertThatThrownBy(() -> filing(Duration.ofSeconds(1), 4, 65))
        .hasMessageContaining("act_workers: 65 (expected: 1 to 64)");
    assertThatThrownBy(() -> new PriorityRule(null, null, null, 5))
        .hasMessageContaining("priority: 5");
    assertThatThrownBy(() -> new RepositoryConfig("*", "ssh://x/y", null, null, null, null, null))
        .hasMessageContaining("git: ssh://x/y");
  }
}
