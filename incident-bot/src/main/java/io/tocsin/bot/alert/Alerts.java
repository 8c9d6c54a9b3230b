package io.tocsin.bot.alert;

import io.tocsin.bot.alert.AlertCounts.Outcome;
import io.tocsin.bot.intake.AlertFormat;
import io.tocsin.bot.intake.IntakeConfig;
import io.tocsin.bot.intake.SentAlert;
import io.tocsin.bot.intake.UnreadableAlertsException;
import io.tocsin.bot.key.KeyStrategy;
import io.tocsin.model.TenantId;
import io.tocsin.model.alert.AlertIntake;
import io.tocsin.model.alert.AlertSearch;
import io.tocsin.model.alert.AlertStore;
import io.tocsin.model.alert.AlertsRefusedException;
import io.tocsin.model.alert.AlertsRefusedException.Kind;
import io.tocsin.model.effect.EffectKey;
import io.tocsin.model.effect.EffectLedger;
import io.tocsin.model.effect.Once;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.signal.Bell;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes alerts in, a web hook that is sent twice once: alert and signal are one transaction, on
 * disk before the sender is answered. A signal is written when an alert begins to fire, and now and
 * then while it does.
 */
public final class Alerts implements AlertIntake, MetricSource {
  private static final int MAX_DEPTH = 50;

  /** Writers of the same alerts: senders in pairs, and the sweep that ends them. */
  private static final int ATTEMPTS = 20;

  private static final String SCOPE = "intake/";

  private final AlertConfig config;
  private final Map<String, KeyStrategy> keys;
  private final Once once;
  private final Map<String, AlertFormat> formats;
  private final AlertStore store;
  private final Hearing hearing;
  private final FormerKeys former;
  private final Bell posted;
  private final InstantSource clock;
  private final AlertCounts counts = new AlertCounts();
  private final JsonMapper json =
      new JsonMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
              .build());

  /**
   * @param effects what was taken before
   * @param mask masks a text; called by many threads
   * @param posted rings when there are signals
   */
  public Alerts(
      AlertConfig config,
      IntakeConfig intake,
      List<AlertFormat> formats,
      AlertStore store,
      AlertSearch search,
      EffectLedger effects,
      UnaryOperator<String> mask,
      Bell posted,
      InstantSource clock) {
    this.config = config;
    this.keys =
        formats.stream()
            .collect(Collectors.toMap(AlertFormat::name, f -> intake.strategy(f.name())));
    this.once = new Once(effects, intake.lease(), intake.keep(), clock);
    this.formats =
        formats.stream().collect(Collectors.toMap(AlertFormat::name, Function.identity()));
    this.store = store;
    this.hearing = new Hearing(config, mask);
    this.former = new FormerKeys(search, hearing::key, config.maxFiring());
    this.posted = posted;
    this.clock = clock;
  }

  @Override
  public Taken take(TenantId tenant, String format, InputStream body)
      throws IOException, AlertsRefusedException {
    AlertFormat known = formats.get(format);
    if (known == null) {
      throw new AlertsRefusedException(
          Kind.NO_SUCH_FORMAT, "no such format (expected: one of " + formats.keySet() + ")");
    }
    byte[] bytes = bytes(known, body);
    JsonNode tree = tree(known, bytes);
    List<SentAlert> sent = read(known, tree);
    Optional<EffectKey> key = keys.getOrDefault(format, KeyStrategy.NOTHING).key(tree);
    if (key.isEmpty()) {
      return take(tenant, known, sent);
    }
    Taking taking = new Taking(() -> take(tenant, known, sent));
    Once.Answer answer = once.of(tenant, SCOPE + format, key.get(), taking);
    if (answer.again() && answer.result() instanceof Once.Done) {
      sent.forEach(any -> counts.add(format, Outcome.TAKEN_BEFORE));
    }
    return taking.answer(answer.result());
  }

  private Taken take(TenantId tenant, AlertFormat known, List<SentAlert> all)
      throws IOException, AlertsRefusedException {
    String format = known.name();
    Instant now = clock.instant();
    String unreadable = null;
    Map<String, HeardAlert> heard = new LinkedHashMap<>();
    for (SentAlert sent : all) {
      try {
        HeardAlert alert = hearing.hear(sent, format, now);
        String key = sent.id() == null ? former.of(tenant, alert.key()) : alert.key();
        heard.put(key, alert.keptAs(key));
      } catch (UnreadableAlertsException e) {
        counts.add(format, Outcome.UNREADABLE);
        unreadable = e.getMessage();
      }
    }
    Change change = recorded(tenant, known, heard, now);
    change.outcomes().forEach(outcome -> counts.add(format, outcome));
    if (!change.signals().isEmpty()) {
      posted.ring();
    }
    if (unreadable != null) {
      throw new AlertsRefusedException(Kind.UNREADABLE, unreadable);
    }
    if (change.count(Outcome.OVER_LIMIT) > 0) {
      throw new AlertsRefusedException(
          Kind.TOO_MANY, "more alerts fire than max_firing, " + config.maxFiring());
    }
    int firing = change.count(Outcome.FIRING) + change.count(Outcome.FIRING_AGAIN);
    int resolved = change.count(Outcome.RESOLVED);
    return new Taken(firing, resolved, change.outcomes().size() - firing - resolved);
  }

  private byte[] bytes(AlertFormat format, InputStream body)
      throws IOException, AlertsRefusedException {
    byte[] bytes = body.readNBytes(config.maxBodyBytes() + 1);
    if (bytes.length > config.maxBodyBytes()) {
      throw refused(
          format, Kind.TOO_LARGE, "body (expected: at most " + config.maxBodyBytes() + " bytes)");
    }
    return bytes;
  }

  private JsonNode tree(AlertFormat format, byte[] bytes) throws AlertsRefusedException {
    try {
      @Nullable JsonNode tree = json.readTree(bytes);
      if (tree != null) {
        return tree;
      }
    } catch (JacksonException e) {
      throw refused(format, Kind.UNREADABLE, "body (expected: JSON)");
    }
    throw refused(format, Kind.UNREADABLE, "body (expected: JSON)");
  }

  private List<SentAlert> read(AlertFormat format, JsonNode tree) throws AlertsRefusedException {
    List<SentAlert> sent;
    try {
      sent = format.read(tree);
    } catch (UnreadableAlertsException e) {
      throw refused(format, Kind.UNREADABLE, String.valueOf(e.getMessage()));
    }
    if (sent.isEmpty()) {
      counts.add(format.name(), Outcome.UNDECIDED);
    }
    if (sent.size() > config.maxAlerts()) {
      throw refused(
          format, Kind.TOO_LARGE, "alerts (expected: at most " + config.maxAlerts() + ")");
    }
    return sent;
  }

  private AlertsRefusedException refused(AlertFormat format, Kind kind, String because) {
    counts.add(format.name(), Outcome.UNREADABLE);
    return new AlertsRefusedException(kind, because);
  }

  private Change recorded(
      TenantId tenant, AlertFormat format, Map<String, HeardAlert> heard, Instant now)
      throws IOException {
    for (int i = 0; i < ATTEMPTS; i++) {
      Change change = new Change(config, format, tenant, now);
      change.decide(heard.values(), store.find(tenant, heard.keySet()), () -> store.firing(tenant));
      if (store.record(change.rows(), change.signals())) {
        return change;
      }
    }
    throw new IOException("the same alerts are written by too many at once");
  }

  @Override
  public List<Sample> samples() {
    return counts.samples();
  }
}
