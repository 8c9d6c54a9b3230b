package io.tocsin.storage.contract;

import io.tocsin.model.TenantId;
import io.tocsin.model.log.Position;
import io.tocsin.model.profile.ProfileFrame;
import io.tocsin.model.profile.ProfileInfo;
import io.tocsin.model.profile.ProfileQuery;
import io.tocsin.model.profile.ProfileType;
import io.tocsin.model.profile.Recording;
import io.tocsin.model.profile.SpanSamples;
import io.tocsin.model.profile.Stacks;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Source;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Recordings and queries, said briefly. A stack is {@code "a;b;c"}, the root first. */
public final class ProfileSample {
  public static final TenantId BANK = new TenantId("bank");
  public static final Instant START = Instant.parse("2026-11-21T10:20:00Z");
  public static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  public static final String SPAN = "b7ad6b7169203331";

  private final int number;
  private final Map<ProfileType, Stacks.Builder> stacks = new EnumMap<>(ProfileType.class);
  private final List<OfSpan> spans = new ArrayList<>();
  private TenantId tenant = BANK;
  private String service = "payments";
  private String environment = "prod";
  private @Nullable String version = "1.0";
  private @Nullable String instance = "pay-1";
  private Instant from;
  private long offset;

  private ProfileSample(int number) {
    this.number = number;
    this.offset = number;
    this.from = START.plusSeconds(10L * number);
  }

  /** The recording of the n-th ten seconds after {@link #START}. */
  public static ProfileSample of(int number) {
    return new ProfileSample(number);
  }

  public ProfileSample tenant(TenantId is) {
    tenant = is;
    return this;
  }

  public ProfileSample service(String is) {
    service = is;
    return this;
  }

  public ProfileSample environment(String is) {
    environment = is;
    return this;
  }

  public ProfileSample version(@Nullable String is) {
    version = is;
    return this;
  }

  public ProfileSample instance(@Nullable String is) {
    instance = is;
    return this;
  }

  public ProfileSample from(Instant is) {
    from = is;
    return this;
  }

  /** Its place in the log. */
  public ProfileSample offset(long is) {
    offset = is;
    return this;
  }

  public ProfileSample cpu(String stack, long nanos) {
    return sampled(ProfileType.CPU, stack, nanos);
  }

  public ProfileSample sampled(ProfileType type, String stack, long weight) {
    stacks.computeIfAbsent(type, absent -> Stacks.builder()).add(frames(stack), weight);
    return this;
  }

  /** Both among all samples and among the trace's. */
  public ProfileSample cpuOf(String traceId, String stack, long nanos) {
    cpu(stack, nanos);
    spans.add(new OfSpan(traceId, stack, nanos));
    return this;
  }

  private record OfSpan(String traceId, String stack, long nanos) {
    SpanSamples in(Stacks all) {
      List<String> known = IntStream.range(0, all.size()).mapToObj(i -> text(all, i)).toList();
      return new SpanSamples(
          traceId, SPAN, ProfileType.CPU, new int[] {known.indexOf(stack)}, new long[] {nanos});
    }
  }

  private static List<ProfileFrame> frames(String stack) {
    return Arrays.stream(stack.split(";"))
        .map(method -> new ProfileFrame(ProfileFrame.Kind.JAVA, "com.bank.Pay", method))
        .toList();
  }

  public byte[] jfr() {
    return ("FLR " + number).getBytes(StandardCharsets.UTF_8);
  }

  public String id() {
    return "%032x".formatted(number);
  }

  public Recording make() {
    Map<ProfileType, Stacks> built = new EnumMap<>(ProfileType.class);
    stacks.forEach((type, builder) -> built.put(type, builder.build()));
    ProfileInfo info =
        new ProfileInfo(
            id(),
            tenant,
            new Source(service, version, instance, environment, null),
            "c0ffee",
            from,
            from.plus(Duration.ofSeconds(10)),
            built.keySet(),
            built.containsKey(ProfileType.CPU) ? "perf_events" : null,
            jfr().length);
    return new Recording(
        new RecordId(1, new Position(3, offset), 0), info, built, samplesOf(built));
  }

  private List<SpanSamples> samplesOf(Map<ProfileType, Stacks> built) {
    Stacks cpu = built.getOrDefault(ProfileType.CPU, Stacks.NONE);
    return spans.stream().map(span -> span.in(cpu)).toList();
  }

  /** CPU of the payment service in the hour from {@link #START}. */
  public static ProfileQuery query() {
    return query(START, START.plus(Duration.ofHours(1)));
  }

  public static ProfileQuery query(Instant from, Instant to) {
    return new ProfileQuery(BANK, "payments", null, null, null, null, ProfileType.CPU, from, to);
  }

  /** {@code "a;b" -> weight}. */
  public static Map<String, Long> readable(Stacks stacks) {
    Map<String, Long> readable = new TreeMap<>();
    for (int i = 0; i < stacks.size(); i++) {
      readable.merge(text(stacks, i), stacks.weight(i), Long::sum);
    }
    return readable;
  }

  private static String text(Stacks stacks, int index) {
    return Arrays.stream(stacks.stack(index))
        .mapToObj(frame -> stacks.frames().get(frame).method())
        .collect(Collectors.joining(";"));
  }
}
