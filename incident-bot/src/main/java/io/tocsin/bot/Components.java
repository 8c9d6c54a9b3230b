package io.tocsin.bot;

import io.tocsin.bot.alert.AlertEnds;
import io.tocsin.bot.alert.Alerts;
import io.tocsin.bot.attachment.Enclosures;
import io.tocsin.bot.backtest.History;
import io.tocsin.bot.detector.crash.CrashDetector;
import io.tocsin.bot.detector.exception.ExceptionDetector;
import io.tocsin.bot.detector.latency.LatencyDetector;
import io.tocsin.bot.detector.leak.LeakDetector;
import io.tocsin.bot.detector.release.ReleaseDetector;
import io.tocsin.bot.evidence.EvidencePorts;
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
import io.tocsin.bot.owner.OwnerChain;
import io.tocsin.bot.owner.codeowners.CodeownersResolver;
import io.tocsin.bot.owner.codeowners.FolderOwners;
import io.tocsin.bot.owner.codeowners.ServiceOwnerResolver;
import io.tocsin.bot.readback.ReadBack;
import io.tocsin.bot.readback.ReadBackPorts;
import io.tocsin.bot.source.Repositories;
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
 * The bot's parts. A new detector, source of ownership or tracker is a package of its own and a
 * line here. Constructing does no I/O; the assembly starts the parts in their order and closes them
 * in the reverse order.
 */
public final class Components implements MetricSource, AutoCloseable {
  /** For owners that no ticket waits for. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Those that are not expired are bounded where they are made; of the others the newest. */
  private static final int MAX_SILENCES = 20_000;

  /** Ours and the tracker's. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);

  private final BotConfig config;
  private final Surroundings house;
  private final List<Detector> detectors;
  private final LatencyDetector latency;
  private final LeakDetector leaks;
  private final Repositories repositories;
  private final CodeownersResolver codeowners;
  private final FolderOwners services;
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
  private final Alerts alerts;
  private final AlertEnds alertEnds;
  private final EffectLedger effects;

  public Components(BotConfig config, Surroundings house) {
    this.config = config;
    this.house = house;
    OwnCode own = OwnCode.byDefault();
    latency = new LatencyDetector(config.latency(), house.latencies(), house.releases());
    leaks = new LeakDetector(config.leak());
    detectors =
        List.of(
            new ExceptionDetector(own),
            new CrashDetector(own),
            new ReleaseDetector(house.releases()),
            latency,
            leaks);
    repositories = new Repositories(config.codeowners().source());
    codeowners = new CodeownersResolver(config.codeowners(), repositories, own);
    services = new FolderOwners(repositories, config.fallbackTeam());
    links = new RepositoryLinks(repositories);
    OwnerResolver ofService = new ServiceOwnerResolver(services);
    OwnerResolver owners = new OwnerChain(List.of(codeowners, ofService), config.fallbackTeam());
    OwnerResolver patientOwners =
        new OwnerChain(List.of(codeowners.patient(PATIENCE), ofService), config.fallbackTeam());
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
                house.link(),
                house.console(),
                RandomGenerator.getDefault(),
                house.clock()));
    journal = TicketParts.raising(config, house, notices.journal(house.journal()));
    Bell opened = new LocalBell();
    enclosures = TicketParts.enclosures(config, house, journal, own);
    investigator =
        new Investigator(
            config.evidence(),
            new EvidencePorts(
                house.incidents(),
                journal,
                house.audit(),
                house.telemetry(),
                house.profiles(),
                house.releases(),
                patientOwners,
                new SuspectSearch(repositories, config.codeowners().source()),
                own,
                enclosures,
                house.tenants()),
            opened,
            house.clock());
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
                owners,
                house.audit(),
                house.ledger(),
                house.releases(),
                config.recurrence(),
                mutes,
                house.clock()),
            house.posted(),
            new BothBells(house.intents(), opened),
            config.sweep(),
            config.batch());
    effects = house.effects();
    alerts =
        new Alerts(
            config.alerts(),
            config.intake(),
            Formats.ALL,
            house.alerts(),
            effects,
            house.mask(),
            house.posted(),
            house.clock());
    alertEnds =
        new AlertEnds(
            config.alerts(),
            house.alertSearch(),
            house.alerts(),
            journal,
            house.audit(),
            config.sweep(),
            house.clock());
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
        new CandidateOwners(config, codeowners.patient(PATIENCE), services),
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
    return alerts;
  }

  /** For pages that show who is on call. */
  public OnCall onCall() {
    return onCall;
  }

  /** For pages that show which web hooks were refused. */
  public EffectLedger effects() {
    return effects;
  }

  /** What the collector's detection reader asks. */
  public List<Detector> detectors() {
    return detectors;
  }

  /** For pages that show what is thought of endpoints. */
  public LatencyWatch latency() {
    return latency;
  }

  /** For pages that show what was masked. */
  public MaskedCounts masked() {
    return leaks.counts();
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
    return services;
  }

  /** For pages that lead to source. */
  public SourceLinks sourceLinks() {
    return links;
  }

  /** By name, in the order of their start. */
  public Map<String, Component> all() {
    Map<String, Component> parts = new LinkedHashMap<>();
    parts.put("repositories", repositories);
    parts.put("owners", codeowners);
    parts.put("ticket filing", filing);
    parts.put("read back", readBack);
    parts.put("notices", notices);
    parts.put("investigator", investigator);
    parts.put("incident bot", bot);
    parts.put("alert ends", alertEnds);
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
            latency,
            leaks,
            filing,
            readBack,
            hook,
            notices,
            bot,
            investigator,
            enclosures,
            alerts,
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
