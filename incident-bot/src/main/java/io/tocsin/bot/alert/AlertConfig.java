package io.tocsin.bot.alert;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.time.Duration;
import java.util.List;

/** Alerts of other systems. */
public record AlertConfig(
    @Setting(
            doc =
                "When an alert counts as over that is not sent again and came without an end of"
                    + " its own; of senders that repeat themselves, as Prometheus does.",
            def = "5m")
        Duration resolveTimeout,
    @Setting(
            doc =
                "When an alert counts as over of whose end no word came; of senders that tell each"
                    + " change once, as web hooks do.",
            def = "1d")
        Duration unrepeatedTimeout,
    @Setting(
            doc =
                "How often an incident is told that its alert still fires: its time last seen, and"
                    + " a new episode where somebody closed it meanwhile.",
            def = "5m")
        Duration sayAgain,
    @Setting(
            doc = "Whether an incident is closed when the last of its alerts is over.",
            def = "true")
        boolean closeWhenOver,
    @Setting(
            doc = "Labels that name the service, the first that an alert has counts.",
            def = "[service, service_name, application, app, job]")
        List<String> serviceLabels,
    @Setting(
            doc = "Labels that name the environment, the first that an alert has counts.",
            def = "[environment, env, deployment_environment, deployment_environment_name, stage]")
        List<String> environmentLabels,
    @Setting(
            doc =
                "Labels that do not make another fault, nor another alert: those in which senders"
                    + " of one pair differ.",
            def = "[replica, prometheus_replica, __replica__]")
        List<String> ignoredLabels,
    @Setting(
            doc =
                "Labels that do not make another fault, though another alert, such as instance or"
                    + " pod: then one incident stands for all of them.")
        List<String> sharedLabels,
    @Setting(doc = "Alerts in one request at most; beyond, all of it is refused.", def = "10000")
        int maxAlerts,
    @Setting(doc = "Bytes of one request at most.", def = "16777216") int maxBodyBytes,
    @Setting(
            doc =
                "Alerts of one tenant that fire at one time, at most; beyond, new ones are refused"
                    + " with 429 and counted.",
            def = "20000")
        int maxFiring,
    @Setting(
            doc = "Labels, and annotations, of one alert at most; beyond, it is refused.",
            def = "64")
        int maxLabels,
    @Setting(doc = "Characters of a label's value at most; beyond, it is cut.", def = "1024")
        int maxLabelChars,
    @Setting(doc = "Characters of an annotation at most; beyond, it is cut.", def = "4096")
        int maxAnnotationChars) {
  public AlertConfig {
    serviceLabels = List.copyOf(serviceLabels);
    environmentLabels = List.copyOf(environmentLabels);
    ignoredLabels = List.copyOf(ignoredLabels);
    sharedLabels = List.copyOf(sharedLabels);
    require("resolve_timeout", resolveTimeout);
    require("unrepeated_timeout", unrepeatedTimeout);
    require("say_again", sayAgain);
    requireRange("max_alerts", maxAlerts, 1, 100_000);
    requireRange("max_body_bytes", maxBodyBytes, 1_024, 268_435_456);
    requireRange("max_firing", maxFiring, 1, 1_000_000);
    requireRange("max_labels", maxLabels, 1, 1_000);
    requireRange("max_label_chars", maxLabelChars, 16, 65_536);
    requireRange("max_annotation_chars", maxAnnotationChars, 16, 65_536);
  }

  /** What holds where nothing else is set. */
  public static AlertConfig defaults() {
    return new AlertConfig(
        Duration.ofMinutes(5),
        Duration.ofDays(1),
        Duration.ofMinutes(5),
        true,
        List.of("service", "service_name", "application", "app", "job"),
        List.of(
            "environment", "env", "deployment_environment", "deployment_environment_name", "stage"),
        List.of("replica", "prometheus_replica", "__replica__"),
        List.of(),
        10_000,
        16_777_216,
        20_000,
        64,
        1_024,
        4_096);
  }

  private static void require(String key, Duration value) {
    if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(Duration.ofDays(30)) > 0) {
      throw new InvalidSettingException(key, value, "1s to 30d");
    }
  }
}
