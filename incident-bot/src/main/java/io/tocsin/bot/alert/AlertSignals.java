package io.tocsin.bot.alert;

import io.tocsin.model.EpochNanos;
import io.tocsin.model.alert.Alert;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.log.Position;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.SignalId;
import io.tocsin.model.telemetry.RecordId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Says of an alert what the bot has to know, and why it is a sign of its fault. */
final class AlertSignals {
  private static final String DETECTOR = "alert";

  /** What is said of an alert, the most telling first. */
  private static final List<String> TEXTS = List.of("summary", "description", "message");

  /** Stands for the record that an alert does not have. */
  private static final RecordId NO_RECORD = new RecordId(0, new Position(0, 0), 0);

  private AlertSignals() {}

  /** It began to fire. */
  static Signal fires(Alert alert, List<String> because) {
    return signal(alert, because, 1, "fires since " + alert.startsAt());
  }

  /** It still fires, which is no new occurrence. */
  static Signal stillFires(Alert alert, List<String> because) {
    return signal(alert, because, 0, "still fires, since " + alert.startsAt());
  }

  private static Signal signal(Alert alert, List<String> because, long count, String what) {
    String severity = alert.labels().get("severity");
    return new Signal(
        id(alert),
        alert.tenant(),
        DETECTOR,
        alert.fault(),
        alert.source(),
        count,
        EpochNanos.of(alert.startsAt()),
        // It fires now, whenever it began: an episode that was closed meanwhile is over.
        EpochNanos.of(alert.saidAt()),
        EpochNanos.of(alert.saidAt()),
        NO_RECORD,
        null,
        null,
        Set.of(),
        Set.of(),
        false,
        facts(alert, because),
        alert.sender()
            + " says that "
            + Hearing.name(alert.labels())
            + ' '
            + what
            + (severity == null ? "" : ", severity " + severity)
            + (alert.link() == null ? "" : "; " + alert.link()));
  }

  private static FaultFacts facts(Alert alert, List<String> because) {
    return new FaultFacts(
        FaultFacts.Kind.ALERT,
        Hearing.name(alert.labels()),
        text(alert.annotations()),
        alert.sender(),
        null,
        null,
        "",
        false,
        null,
        null,
        null,
        because,
        alert.labels());
  }

  private static String text(Map<String, String> annotations) {
    List<String> said = new ArrayList<>();
    for (String name : TEXTS) {
      String text = annotations.get(name);
      if (text != null && said.stream().noneMatch(other -> other.contains(text))) {
        said.add(text);
      }
    }
    return String.join("\n", said);
  }

  /** Row and signal are written in one transaction, so each saying has one. */
  private static SignalId id(Alert alert) {
    String text =
        DETECTOR + '|' + alert.tenant() + '|' + alert.key() + '|' + EpochNanos.of(alert.saidAt());
    return new SignalId(
        DETECTOR + '-' + UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)));
  }
}
