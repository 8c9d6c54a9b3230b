package io.tocsin.collector.pipeline;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.UnsafeByteOperations;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceRequest;
import io.opentelemetry.proto.profiles.v1development.Profile;
import io.opentelemetry.proto.profiles.v1development.ProfilesDictionary;
import io.opentelemetry.proto.profiles.v1development.ResourceProfiles;
import io.opentelemetry.proto.profiles.v1development.ScopeProfiles;
import io.tocsin.collector.recording.RecordingLimits;
import io.tocsin.collector.recording.RecordingScreen;
import io.tocsin.collector.recording.UnreadableRecordingException;
import io.tocsin.collector.wire.WireLimits;
import io.tocsin.model.TenantId;
import io.tocsin.model.log.Batch;
import io.tocsin.model.log.Lane;
import io.tocsin.model.log.TelemetryKind;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Profiles on the way to the log; everything else goes to the pipeline of records. Of a profile are
 * kept its times, its id, its attributes, masked as those of a log record are, and the recording,
 * screened. What cannot be screened is dropped: nothing goes to disk unmasked.
 */
public final class ProfilePipeline implements Pipeline {
  private static final String FORMAT = "jfr";
  private static final int ID_BYTES = 16;

  private final Pipeline records;
  private final WireLimits wire;
  private final RecordingLimits limits;
  private final Supplier<UnaryOperator<String>> masks;
  private final Envelope envelope;

  /**
   * @param masks for names of threads, one for each request
   */
  public ProfilePipeline(
      Pipeline records,
      WireLimits wire,
      RecordingLimits limits,
      Supplier<UnaryOperator<String>> masks) {
    this.records = records;
    this.wire = wire;
    this.limits = limits;
    this.masks = masks;
    this.envelope = new Envelope(records);
  }

  @Override
  public Processed process(TenantId tenant, TelemetryKind kind, byte[] payload, long observedNanos)
      throws MalformedBatchException {
    if (kind != TelemetryKind.PROFILES) {
      return records.process(tenant, kind, payload, observedNanos);
    }
    ExportProfilesServiceRequest request = parse(payload);
    checkCount(request);
    Work work = new Work(tenant, observedNanos, request.getDictionary());
    for (ResourceProfiles resource : request.getResourceProfilesList()) {
      for (ScopeProfiles scope : resource.getScopeProfilesList()) {
        for (Profile profile : scope.getProfilesList()) {
          work.take(resource, scope, profile);
        }
      }
    }
    return work.done();
  }

  private ExportProfilesServiceRequest parse(byte[] payload) throws MalformedBatchException {
    ProfileFields.check(payload, wire.maxFields());
    CodedInputStream in = CodedInputStream.newInstance(payload);
    in.setRecursionLimit(RECURSION_LIMIT);
    try {
      return ExportProfilesServiceRequest.parseFrom(in, ExtensionRegistryLite.getEmptyRegistry());
    } catch (IOException e) {
      throw new MalformedBatchException("not protobuf: " + e.getMessage());
    }
  }

  private void checkCount(ExportProfilesServiceRequest request) throws MalformedBatchException {
    int profiles =
        request.getResourceProfilesList().stream()
            .flatMap(resource -> resource.getScopeProfilesList().stream())
            .mapToInt(ScopeProfiles::getProfilesCount)
            .sum();
    if (profiles > limits.maxPerRequest()) {
      throw new MalformedBatchException(
          profiles
              + " profiles (expected: at most "
              + limits.maxPerRequest()
              + ", max_per_request)");
    }
  }

  /** One request's. */
  private final class Work {
    private final TenantId tenant;
    private final long observedNanos;
    private final ProfilesDictionary dictionary;
    private final Map<Integer, PartBuilder> parts = new TreeMap<>();
    private final Map<String, Integer> masked = new HashMap<>();
    private final Map<String, Integer> dropped = new HashMap<>();
    private final Map<String, Integer> repaired = new HashMap<>();
    private final UnaryOperator<String> mask = masks.get();
    private int profiles;

    Work(TenantId tenant, long observedNanos, ProfilesDictionary dictionary) {
      this.tenant = tenant;
      this.observedNanos = observedNanos;
      this.dictionary = dictionary;
    }

    void take(ResourceProfiles resource, ScopeProfiles scope, Profile profile)
        throws MalformedBatchException {
      profiles++;
      if (!profile.getOriginalPayloadFormat().equals(FORMAT)) {
        dropped.merge("no_jfr_recording", 1, Integer::sum);
        return;
      }
      if (profile.getOriginalPayload().size() > limits.maxRecordingBytes()) {
        throw new TooLargeBatchException(
            "a recording of %,d bytes (expected: at most %,d, max_recording_bytes)"
                .formatted(profile.getOriginalPayload().size(), limits.maxRecordingBytes()));
      }
      byte[] recording = profile.getOriginalPayload().toByteArray();
      ByteString id = id(profile, recording);
      try {
        int blanked =
            RecordingScreen.blank(recording, mask).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        if (blanked > 0) {
          masked.merge("recording", blanked, Integer::sum);
        }
      } catch (UnreadableRecordingException e) {
        dropped.merge("unreadable_recording", 1, Integer::sum);
        return;
      }
      Envelope.Masked around =
          envelope.mask(
              tenant,
              observedNanos,
              resource.getResource(),
              scope.getScope(),
              ProfileAttributes.of(profile, dictionary));
      around.processed().masked().forEach((what, n) -> masked.merge(what, n, Integer::sum));
      around.processed().repaired().forEach((what, n) -> repaired.merge(what, n, Integer::sum));
      parts
          .computeIfAbsent(around.route(), route -> new PartBuilder())
          .add(
              around,
              profile.toBuilder()
                  .clear()
                  .setTimeUnixNano(profile.getTimeUnixNano())
                  .setDurationNano(profile.getDurationNano())
                  .setProfileId(id)
                  .setOriginalPayloadFormat(FORMAT)
                  .setOriginalPayload(UnsafeByteOperations.unsafeWrap(recording)));
    }

    Processed done() {
      List<Batch> batches = new ArrayList<>();
      parts.forEach((route, part) ->
          batches.add(
              new Batch(
                  tenant,
                  TelemetryKind.PROFILES,
                  Lane.BULK,
                  route,
                  part.profiles(),
                  observedNanos,
                  part.build())));
      return new Processed(batches, profiles, masked, dropped, repaired);
    }
  }

  /** The sender's; without one, what the recording itself gives, so that it is known again. */
  private static ByteString id(Profile profile, byte[] recording) {
    ByteString id = profile.getProfileId();
    boolean given = false;
    for (int i = 0; i < id.size(); i++) {
      given |= id.byteAt(i) != 0;
    }
    if (given && id.size() == ID_BYTES) {
      return id;
    }
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(recording);
      return ByteString.copyFrom(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
