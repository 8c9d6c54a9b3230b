package io.tocsin.bot;

import io.tocsin.bot.attachment.Enclosures;
import io.tocsin.bot.backtest.History;
import io.tocsin.bot.evidence.Investigator;
import io.tocsin.bot.filing.FilingPorts;
import io.tocsin.bot.filing.TicketFiling;
import io.tocsin.bot.hook.TrackerHook;
import io.tocsin.bot.incident.IncidentBot;
import io.tocsin.bot.incident.Responder;
import io.tocsin.bot.mute.MuteKeeper;
import io.tocsin.bot.mute.MuteRules;
import io.tocsin.bot.notice.NamedChannel;
import io.tocsin.bot.notice.NoticePorts;
import io.tocsin.bot.notice.Notices;
import io.tocsin.bot.notice.Roster;
import io.tocsin.bot.oncall.Schedules;
import io.tocsin.bot.readback.ReadBack;
import io.tocsin.bot.readback.ReadBackPorts;
import io.tocsin.bot.source.RepositoryLinks;
import io.tocsin.bot.suspect.SuspectSearch;
import io.tocsin.bot.tracker.builtin.BuiltInTracker;
import io.tocsin.model.Component;
import io.tocsin.model.alert.AlertIntake;
import io.tocsin.model.backtest.Backtests;
import io.tocsin.model.effect.EffectLedger;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.OwnerResolver;
import io.tocsin.model.incident.ServiceOwners;
import io.tocsin.model.latency.LatencyWatch;
import io.tocsin.model.masking.MaskedCounts;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.mute.Mutes;
import io.tocsin.model.oncall.OnCall;
import io.tocsin.model.signal.Bell;
import io.tocsin.model.signal.Detector;
import io.tocsin.model.signal.LocalBell;
import io.tocsin.model.signal.SignalHistory;
import io.tocsin.model.source.SourceLinks;
import io.tocsin.model.ticket.TicketHook;
import io.tocsin.model.ticket.TicketThread;
import io.tocsin.model.ticket.Tracker;
import io.tocsin.model.ticket.TrackerException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The bot's parts. A new tracker is a package of its own and a line in {@link Trackers}.
 * Constructing does no I/O; the assembly starts the parts in their order and closes them in the
 * reverse order.
 */
public final class Components implements MetricSource, AutoCloseable {
  /** Those that are not expired are bounded where they are made; of the others the newest. */
  private static final int MAX_SILENCES = 20_000;

  /** Ours and the tracker's. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);

  private final BotConfig config;
  private final Surroundings house;
  private final Detection detection;
  private final Ownership ownership;
  private final SourceLinks links;
  private final Enclosures enclosures;
  private final Investigator investigator;
  private final Tracker tracker;
  private final TicketFiling filing;
  private final ReadBack readBack;
  private final TrackerHook hook;
  private final OnCall onCall;
  private final Notices notices;
  private final IncidentJournal journal;
  private final IncidentBot bot;
  private final MuteRules mutes;
  private final MuteKeeper muteKeeper;
  private final Alerting alerting;

  public Components(BotConfig config, Surroundings house) {
    this.config = config;
    this.house = house;
    OwnCode own = OwnCode.byDefault();
    detection = Detection.of(config, house, own);
    ownership = Ownership.of(config.codeowners(), config.fallbackTeam(), own);
    links = new RepositoryLinks(ownership.repositories());
    OwnerResolver patientOwners = ownership.patient(config.fallbackTeam());
    onCall = new Schedules(config.schedules(), house.tenants().get(), house.standIns());
    notices =
        new Notices(
            house.holder(),
            config.notices(),
            Channels.of(config, house.tenants().get(), house.clock()),
            new NoticePorts(
                house.deliveries(),
                house.channels(),
                house.incidents(),
                new Roster(onCall, config.people()),
                incident -> TicketParts.priorities(config).of(incident).value(),
                house.link(),
                house.console(),
                RandomGenerator.getDefault(),
                house.clock()));
    journal = TicketParts.raising(config, house, notices.journal(house.journal()));
    Bell opened = new LocalBell();
    enclosures = EvidenceParts.enclosures(config, house, journal, own);
    investigator =
        EvidenceParts.investigator(
            config,
            house,
            journal,
            patientOwners,
            new SuspectSearch(ownership.repositories(), config.codeowners().source()),
            own,
            enclosures,
            opened);
    tracker = Trackers.of(config, house.trackerToken(), house.clock());
    filing =
        new TicketFiling(
            house.holder(),
            config.filing(),
            config.storm(),
            config.times(),
            new FilingPorts(
                house.ledger(),
                house.storms(),
                tracker,
                house.incidents(),
                journal,
                house.audit(),
                patientOwners,
                investigator::isPending,
                house.evidenceFiles(),
                house.tenants()),
            TicketParts.drafts(config, house, own, links),
            house.intents(),
            house.clock());
    readBack =
        new ReadBack(
            config.readBack(),
            new ReadBackPorts(
                tracker,
                house.ledger(),
                house.readings(),
                house.incidents(),
                journal,
                house.audit(),
                house.tenants()),
            config.times().indexLag().plus(CLOCKS_DIFFER),
            house.clock());
    hook = Trackers.hook(config, readBack::lookSoon);
    mutes = new MuteRules(config.mutes(), house.silences(), house.incidents(), house.clock());
    muteKeeper =
        new MuteKeeper(
            config.mutes(),
            mutes,
            house.incidents(),
            journal,
            house.audit(),
            house.tenants(),
            house.intents(),
            house.clock());
    bot =
        new IncidentBot(
            house.signals(),
            new Responder(
                journal,
                house.incidents(),
                ownership.prompt(config.fallbackTeam()),
                house.audit(),
                house.ledger(),
                house.releases(),
                config.recurrence(),
                mutes,
                house.clock()),
            house.posted(),
            new BothBells(house.intents(), opened),
            config.sweep(),
            config.batch(),
            config.mutes().inhibitRules().isEmpty() ? config.decideAtOnce() : 1);
    alerting = Alerting.of(config, house, journal);
  }

  /** Where the tracker says that tickets have changed. */
  public TicketHook hook() {
    return hook;
  }

  /**
   * What these settings, or others, would have filed over history.
   *
   * @param signals of before
   * @param kept for how long they are
   * @param read other settings from the text of a tocsin.yml
   */
  public Backtests backtests(
      SignalHistory signals, Duration kept, Function<String, BotConfig> read) {
    return new CandidateBacktests(
        config,
        read,
        new CandidateOwners(config, ownership.repositories()),
        new History(
            signals,
            house.incidents(),
            tenant -> house.silences().list(tenant, true, MAX_SILENCES),
            house.releases()::releases),
        house.telemetry(),
        kept,
        house.clock());
  }

  /** For pages that show and make silences. */
  public Mutes mutes() {
    return mutes;
  }

  /** Where alerts of other systems come in. */
  public AlertIntake alerts() {
    return alerting.alerts();
  }

  /** For pages that show who is on call. */
  public OnCall onCall() {
    return onCall;
  }

  /** For pages that show which web hooks were refused. */
  public EffectLedger effects() {
    return house.effects();
  }

  /** What the collector's detection reader asks. */
  public List<Detector> detectors() {
    return detection.all();
  }

  /** For pages that show what is thought of endpoints. */
  public LatencyWatch latency() {
    return detection.latency();
  }

  /** For pages that show what was masked. */
  public MaskedCounts masked() {
    return detection.leaks().counts();
  }

  /**
   * For pages that show tickets as the built-in tracker has them; empty where there is none of that
   * id, or tickets are filed elsewhere, where they have a page already.
   */
  public Optional<TicketThread> thread(String id) throws TrackerException {
    return tracker instanceof BuiltInTracker builtIn ? builtIn.read(id) : Optional.empty();
  }

  /** For whoever changes incidents besides the bot: with it their changes are told as well. */
  public IncidentJournal journal() {
    return journal;
  }

  /** For pages that show what became of notices. */
  public List<NamedChannel> channels() {
    return notices.channels();
  }

  /** To be rung when deliveries became due otherwise than by a change of an incident. */
  public Runnable noticesBell() {
    return notices::ring;
  }

  /** For pages that show services. */
  public ServiceOwners serviceOwners() {
    return ownership.services();
  }

  /** For pages that lead to source. */
  public SourceLinks sourceLinks() {
    return links;
  }

  /** By name, in the order of their start. */
  public Map<String, Component> all() {
    Map<String, Component> parts = new LinkedHashMap<>();
    parts.put("repositories", ownership.repositories());
    parts.put("owners", ownership.codeowners());
    parts.put("ticket filing", filing);
    parts.put("read back", readBack);
    parts.put("notices", notices);
    parts.put("investigator", investigator);
    parts.put("incident bot", bot);
    parts.put("alert ends", alerting.ends());
    parts.put("mutes", muteKeeper);
    return parts;
  }

  /**
   * Of {@link #all} what a process runs that has the documents, while bots of their own take
   * signals in and file: it looks for evidence.
   */
  public Map<String, Component> beside() {
    Map<String, Component> parts = new LinkedHashMap<>(all());
    parts.keySet().retainAll(Set.of("repositories", "owners", "investigator"));
    return parts;
  }

  /** Of {@link #all} what a process runs that has no documents to look for evidence in. */
  public Map<String, Component> withoutEvidence() {
    Map<String, Component> parts = new LinkedHashMap<>(all());
    parts.remove("investigator");
    return parts;
  }

  @Override
  public List<Sample> samples() {
    return List.<MetricSource>of(
            detection.latency(),
            detection.leaks(),
            filing,
            readBack,
            hook,
            notices,
            bot,
            investigator,
            enclosures,
            alerting.alerts(),
            muteKeeper)
        .stream()
        .flatMap(source -> source.samples().stream())
        .toList();
  }

  /** After the parts are closed. */
  @Override
  public void close() throws Exception {
    notices.close();
    if (tracker instanceof AutoCloseable open) {
      open.close();
    }
  }
}
