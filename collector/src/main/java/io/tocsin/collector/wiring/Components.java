package io.tocsin.collector.wiring;

import io.tocsin.collector.decode.BatchDecoder;
import io.tocsin.collector.decode.ProfileDecoder;
import io.tocsin.collector.exporter.otlp.OtlpExporters;
import io.tocsin.collector.expression.RuleCounts;
import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.ObservedTime;
import io.tocsin.collector.ledger.Ledger;
import io.tocsin.collector.lookup.AccountTables;
import io.tocsin.collector.pipeline.LivePipeline;
import io.tocsin.collector.pipeline.Pipeline;
import io.tocsin.collector.pipeline.ProfilePipeline;
import io.tocsin.collector.pipeline.RulesPipeline;
import io.tocsin.collector.pipeline.WirePipeline;
import io.tocsin.collector.processor.Processor;
import io.tocsin.collector.processor.account.AccountProcessor;
import io.tocsin.collector.processor.business.BusinessProcessor;
import io.tocsin.collector.processor.classify.ClassifyProcessor;
import io.tocsin.collector.processor.classify.ErrorModel;
import io.tocsin.collector.processor.classify.ErrorPackReader;
import io.tocsin.collector.processor.filter.FilterProcessor;
import io.tocsin.collector.processor.masking.MaskText;
import io.tocsin.collector.processor.masking.MaskingConfig;
import io.tocsin.collector.processor.masking.MaskingProcessor;
import io.tocsin.collector.processor.transform.TransformProcessor;
import io.tocsin.collector.reader.DetectionReader;
import io.tocsin.collector.reader.ProfileReader;
import io.tocsin.collector.reader.StoreReader;
import io.tocsin.collector.receiver.filelog.FilelogConfig;
import io.tocsin.collector.receiver.filelog.FilelogReceiver;
import io.tocsin.collector.receiver.otlpgrpc.OtlpGrpcReceiver;
import io.tocsin.collector.receiver.otlphttp.OtlpHttpReceiver;
import io.tocsin.collector.sampling.Sampler;
import io.tocsin.collector.template.TemplateMiner;
import io.tocsin.model.Component;
import io.tocsin.model.TenantId;
import io.tocsin.model.account.Keys;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.ledger.JoinLedger;
import io.tocsin.model.ledger.RecordLedger;
import io.tocsin.model.log.TelemetryKind;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.rule.RuleFailures;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The collector's parts. A new one is a package of its own and a line in the list of processors or
 * {@link #all}. Constructing reads the error packs and does no other I/O; the assembly starts the
 * parts in their order and closes them in the reverse order, so that receivers, which come last,
 * find their readers at work and leave them time to catch up.
 */
public final class Components implements MetricSource {
  private final Ledger ledger;
  private final AccountTables tables;
  private final AccountProcessor accounts;
  private final RuleCounts ruleCounts = new RuleCounts();
  private final Function<CollectorConfig.Processors, Pipeline> pipelines;
  private final LivePipeline pipeline;
  private final Intake intake;
  private final StoreReader storeReader;
  private final DetectionReader detectionReader;
  private final ProfileReader profileReader;
  private final OtlpExporters exporters;
  private final OtlpGrpcReceiver otlpGrpc;
  private final boolean grpcListens;
  private final OtlpHttpReceiver otlpHttp;
  private final FilelogReceiver filelog;

  public Components(CollectorConfig config, Surroundings house) {
    CollectorConfig.Processors processors = config.processors();
    tables = new AccountTables(processors.account().lookup(), house.keys());
    accounts = new AccountProcessor(processors.account(), house.keys(), tables);
    List<Processor> before = beforeMasking(processors, accounts);
    pipelines =
        policies ->
            withRules(
                policies,
                new ProfilePipeline(
                    new WirePipeline(
                        withMasking(before, policies.masking()),
                        house.log().routes(),
                        config.wire()),
                    config.wire(),
                    config.profiles(),
                    () -> new MaskText(policies.masking())::mask),
                config);
    pipeline = new LivePipeline(pipelines.apply(processors));
    ledger = new Ledger(house.totals());
    BatchDecoder decoder = new BatchDecoder(house.log().epoch(), config.decode());
    ObservedTime time =
        new ObservedTime(house.clock(), System::nanoTime, house.totals().newestObservedNanos());
    intake =
        new Intake(
            pipeline, house.log(), ledger, time, config.exporters().take(TelemetryKind.METRICS));
    storeReader =
        new StoreReader(
            config.readers(),
            config.join(),
            house.log(),
            decoder,
            house.store(),
            new TemplateMiner(config.templates(), house.templates()),
            new Sampler(config.sampling()),
            ledger,
            house.clock());
    detectionReader =
        new DetectionReader(
            config.readers(),
            config.join(),
            house.log(),
            decoder,
            house.detectors(),
            house.signals(),
            house.bell(),
            house.clock());
    profileReader =
        new ProfileReader(
            config.readers(),
            house.log(),
            new ProfileDecoder(house.log().epoch(), config.decode(), config.profiles()),
            house.profiles(),
            house.blobs(),
            ledger,
            house.clock());
    exporters =
        new OtlpExporters(
            config.exporters().otlp(), config.readers(), house.log(), house.meter(), house.clock());
    grpcListens = config.receivers().otlp().protocols().grpc().enabled();
    otlpGrpc =
        new OtlpGrpcReceiver(
            config.receivers().otlp().protocols().grpc(),
            house.tokens(),
            intake,
            ledger,
            house.clock());
    otlpHttp =
        new OtlpHttpReceiver(
            config.receivers().otlp().protocols().http(),
            house.tokens(),
            intake,
            ledger,
            house.clock());
    config.receivers().filelog().forEach((name, file) -> requireTenant(name, file, house));
    filelog =
        new FilelogReceiver(
            config.receivers().filelog(), house.folder().resolve("filelog"), intake, house.clock());
  }

  private static void requireTenant(String name, FilelogConfig file, Surroundings house) {
    try {
      Objects.requireNonNull(house.keys().apply(new TenantId(file.tenant())));
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(
          "collector.receivers.filelog." + name + ".tenant", file.tenant(), "one of the tenants");
    }
  }

  /** Those that put attributes of the sender's come before the one that masks. */
  public static List<Processor> processors(
      CollectorConfig.Processors config, Function<TenantId, Keys> keys) {
    AccountTables tables = new AccountTables(config.account().lookup(), keys);
    return withMasking(
        beforeMasking(config, new AccountProcessor(config.account(), keys, tables)),
        config.masking());
  }

  private static List<Processor> beforeMasking(
      CollectorConfig.Processors config, AccountProcessor accounts) {
    return List.of(
        new BusinessProcessor(config.business()),
        new ClassifyProcessor(errorModel(config)),
        accounts);
  }

  private static List<Processor> withMasking(List<Processor> before, MaskingConfig policies) {
    return Stream.concat(before.stream(), Stream.of(new MaskingProcessor(policies))).toList();
  }

  /** No rules, no pass over the bytes. */
  private Pipeline withRules(
      CollectorConfig.Processors policies, Pipeline records, CollectorConfig config) {
    List<Processor> rules = new ArrayList<>();
    if (!policies.filter().drop().isEmpty()) {
      rules.add(new FilterProcessor(policies.filter(), policies.expressions(), ruleCounts));
    }
    if (!policies.transform().rules().isEmpty()) {
      rules.add(new TransformProcessor(policies.transform(), policies.expressions(), ruleCounts));
    }
    return rules.isEmpty() ? records : new RulesPipeline(rules, config.wire(), records);
  }

  /**
   * Filters, transforms and masks by these from now on, and leaves the other processors as they
   * are; requests under way end under those before.
   */
  public void follow(CollectorConfig.Processors policies) {
    pipeline.replace(pipelines.apply(policies));
  }

  public List<Component> all() {
    return Stream.<Component>of(
            tables,
            storeReader,
            detectionReader,
            profileReader,
            exporters,
            otlpGrpc,
            otlpHttp,
            filelog)
        .filter(part -> part != otlpGrpc || grpcListens)
        .toList();
  }

  public RecordLedger ledger() {
    return ledger;
  }

  public RuleFailures ruleFailures() {
    return ruleCounts;
  }

  public JoinLedger joins() {
    return storeReader.joins();
  }

  /** For the start's message. */
  public String telemetryIn() {
    String http = "OTLP/HTTP on " + otlpHttp.address();
    return grpcListens ? "OTLP/gRPC on " + otlpGrpc.address() + ", " + http : http;
  }

  /** For tests that listen on a free port. */
  public OtlpGrpcReceiver otlpGrpc() {
    return otlpGrpc;
  }

  /** As {@link #otlpGrpc}. */
  public OtlpHttpReceiver otlpHttp() {
    return otlpHttp;
  }

  @Override
  public List<Sample> samples() {
    return List.<MetricSource>of(
            ledger,
            intake,
            ruleCounts,
            accounts,
            tables,
            storeReader,
            detectionReader,
            profileReader,
            exporters,
            otlpGrpc,
            otlpHttp,
            filelog)
        .stream()
        .flatMap(source -> source.samples().stream())
        .toList();
  }

  private static ErrorModel errorModel(CollectorConfig.Processors config) {
    try {
      return ErrorPackReader.load(config.classify());
    } catch (InvalidSettingException e) {
      throw e.within("collector.processors.classify");
    }
  }
}
