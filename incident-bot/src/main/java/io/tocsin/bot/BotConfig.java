package io.tocsin.bot;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.bot.alert.AlertConfig;
import io.tocsin.bot.attachment.AttachmentConfig;
import io.tocsin.bot.backtest.BacktestConfig;
import io.tocsin.bot.detector.latency.LatencyConfig;
import io.tocsin.bot.detector.leak.LeakConfig;
import io.tocsin.bot.evidence.EvidenceConfig;
import io.tocsin.bot.exchange.TrackerConfig;
import io.tocsin.bot.filing.ComponentRule;
import io.tocsin.bot.filing.FilingConfig;
import io.tocsin.bot.filing.FilingTimes;
import io.tocsin.bot.filing.StormConfig;
import io.tocsin.bot.filing.TemplateConfig;
import io.tocsin.bot.intake.AlertFormat;
import io.tocsin.bot.intake.IntakeConfig;
import io.tocsin.bot.mute.MuteConfig;
import io.tocsin.bot.notice.NoticeConfig;
import io.tocsin.bot.notice.RouteConfig;
import io.tocsin.bot.notice.StepConfig;
import io.tocsin.bot.oncall.PersonConfig;
import io.tocsin.bot.oncall.ScheduleConfig;
import io.tocsin.bot.owner.codeowners.CodeownersConfig;
import io.tocsin.bot.priority.PriorityConfig;
import io.tocsin.bot.readback.ReadBackConfig;
import io.tocsin.bot.recurrence.RecurrenceConfig;
import io.tocsin.bot.tracker.builtin.BuiltInTrackerConfig;
import io.tocsin.bot.tracker.github.GitHubConfig;
import io.tocsin.bot.tracker.gitlab.GitLabConfig;
import io.tocsin.bot.tracker.jiracloud.JiraCloudConfig;
import io.tocsin.bot.tracker.jiradatacenter.JiraDataCenterConfig;
import io.tocsin.bot.tracker.redmine.RedmineConfig;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The bot: signals to incidents, owners and tickets. */
public record BotConfig(
    @Setting(doc = "The built-in tracker. Tickets are filed in it where no other is named.")
        BuiltInTrackerConfig tracker,
    @Setting(doc = "A Jira Cloud to file tickets in. One tracker may be named.")
        @Nullable JiraCloudConfig jiraCloud,
    @Setting(doc = "A Jira Data Center to file tickets in.")
        @Nullable JiraDataCenterConfig jiraDataCenter,
    @Setting(doc = "A Redmine to file tickets in.") @Nullable RedmineConfig redmine,
    @Setting(doc = "A GitHub repository to file tickets in.") @Nullable GitHubConfig github,
    @Setting(doc = "A GitLab project to file tickets in.") @Nullable GitLabConfig gitlab,
    @Setting(doc = "How tickets are filed.") FilingConfig filing,
    @Setting(doc = "What is done when more faults come at once than a team can have tickets.")
        StormConfig storm,
    @Setting(doc = "How urgent tickets are by whom a fault touches.") PriorityConfig priority,
    @Setting(
            doc =
                "Components of tickets; the first rule that matches decides. In Jira they must be the"
                    + " project's; elsewhere they are labels. In Jira a component that is called as"
                    + " the service needs no rule.")
        List<ComponentRule> components,
    @Setting(doc = "What tickets say, where the built-in text is not wanted.")
        TemplateConfig ticketTemplate,
    @Setting(doc = "What follows when a fault that has a ticket is seen again.")
        RecurrenceConfig recurrence,
    @Setting(doc = "How it is seen what people do to tickets, and what is over.")
        ReadBackConfig readBack,
    @Setting(doc = "Where notices go, by a name of your own: letters a-z, digits and -.")
        Map<String, ChannelConfig> channels,
    @Setting(doc = "Who is told of incidents, and how messages are sent.") NoticeConfig notices,
    @Setting(doc = "Who may be on call, by name.") Map<String, PersonConfig> people,
    @Setting(doc = "Who is on call when, by a name of your own: letters a-z, digits and -.")
        Map<String, ScheduleConfig> schedules,
    @Setting(doc = "How endpoints that became slow are found.") LatencyConfig latency,
    @Setting(doc = "Which masked values are worth a ticket.") LeakConfig leak,
    @Setting(doc = "Alerts that other systems send.") AlertConfig alerts,
    @Setting(doc = "How a web hook that is sent twice is taken once.") IntakeConfig intake,
    @Setting(doc = "What is mute for a while.") MuteConfig mutes,
    @Setting(doc = "Owners from git repositories.") CodeownersConfig codeowners,
    @Setting(doc = "How evidence is looked for that comes after the ticket.")
        EvidenceConfig evidence,
    @Setting(doc = "What of the evidence is attached to tickets as files.")
        AttachmentConfig attachments,
    @Setting(doc = "How much history a backtest plays through.") BacktestConfig backtest,
    @Setting(doc = "Team that owns what no source of ownership knows. Absent: nobody.")
        @Nullable String fallbackTeam,
    @Setting(doc = "How often to look for signals when no bell rings.", def = "5s") Duration sweep,
    @Setting(doc = "Signals taken in one round at most.", def = "500") int batch,
    @Setting(
            doc =
                "Faults decided upon at the same time: they share waiting for owners and for the"
                    + " disk. Where mutes.inhibit_rules are set, one: the oldest first, so that it"
                    + " mutes what it brought about.",
            def = "8")
        int decideAtOnce) {
  private static final Duration LONGEST_SWEEP = Duration.ofMinutes(1);
  private static final int REQUESTS_IN_A_LEASE = 3;

  /** A message may need four, and some time passes between the claim and the first. */
  private static final int REQUESTS_OF_A_MESSAGE = 5;

  public BotConfig {
    if (sweep.compareTo(Duration.ofMillis(10)) < 0 || sweep.compareTo(LONGEST_SWEEP) > 0) {
      throw new InvalidSettingException("sweep", sweep, "10ms to " + LONGEST_SWEEP);
    }
    requireRange("batch", batch, 1, 10_000);
    requireRange("decide_at_once", decideAtOnce, 1, 64);
    long named = named(jiraCloud, jiraDataCenter, redmine, github, gitlab).count();
    if (named > 1) {
      throw new InvalidSettingException(
          "jira_cloud, jira_data_center, redmine, github, gitlab",
          named + " are named",
          "one tracker at most");
    }
    TrackerConfig used =
        named(jiraCloud, jiraDataCenter, redmine, github, gitlab).findFirst().orElse(tracker);
    Duration least = used.requestTimeout().multipliedBy(REQUESTS_IN_A_LEASE);
    if (filing.lease().compareTo(least) < 0) {
      throw new InvalidSettingException(
          "filing.lease",
          filing.lease(),
          "at least three request_timeout of the tracker, " + least);
    }
    channels = Collections.unmodifiableMap(new LinkedHashMap<>(channels));
    components = List.copyOf(components);
    people = Collections.unmodifiableMap(new LinkedHashMap<>(people));
    schedules = Collections.unmodifiableMap(new LinkedHashMap<>(schedules));
    requireChannels(channels, notices);
    OnCallSettings.require(channels, people, schedules, notices.routes());
    requireFormats(intake);
  }

  private static void requireFormats(IntakeConfig intake) {
    List<String> known = Formats.ALL.stream().map(AlertFormat::name).toList();
    for (String named : intake.keys().keySet()) {
      if (!known.contains(named)) {
        throw new InvalidSettingException("intake.keys", named, "a format: " + known);
      }
    }
  }

  private static void requireChannels(Map<String, ChannelConfig> channels, NoticeConfig notices) {
    for (Map.Entry<String, ChannelConfig> channel : channels.entrySet()) {
      if (!channel.getKey().matches("[a-z0-9][a-z0-9-]{0,39}")) {
        throw new InvalidSettingException(
            "channels", channel.getKey(), "names of 1 to 40 letters a-z, digits and -");
      }
      Duration least = channel.getValue().requestTimeout().multipliedBy(REQUESTS_OF_A_MESSAGE);
      if (notices.lease().compareTo(least) < 0) {
        throw new InvalidSettingException(
            "notices.lease",
            notices.lease(),
            "at least five request_timeout of channel " + channel.getKey() + ", " + least);
      }
    }
    for (RouteConfig route : notices.routes()) {
      for (StepConfig step : route.steps()) {
        for (String name : step.channels()) {
          if (!channels.containsKey(name)) {
            throw new InvalidSettingException(
                "notices.routes", name, "a channel: " + String.join(", ", channels.keySet()));
          }
        }
      }
    }
  }

  private static Stream<TrackerConfig> named(@Nullable TrackerConfig... trackers) {
    return Arrays.stream(trackers).flatMap(Stream::ofNullable);
  }

  /** The one that is named; the built-in where none is. */
  public TrackerConfig trackerInUse() {
    return named(jiraCloud, jiraDataCenter, redmine, github, gitlab).findFirst().orElse(tracker);
  }

  /** Whether tickets go to the built-in tracker. */
  public boolean filesInBuiltIn() {
    return trackerInUse() == tracker;
  }

  /** What the filer must know of the tracker. */
  public FilingTimes times() {
    TrackerConfig used = trackerInUse();
    return new FilingTimes(
        filing.lease(), used.requestTimeout(), used.indexLag(), filing.lookAgain());
  }
}
