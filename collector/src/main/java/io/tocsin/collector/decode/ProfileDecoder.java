package io.tocsin.collector.decode;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.profiles.v1development.KeyValueAndUnit;
import io.opentelemetry.proto.profiles.v1development.Profile;
import io.opentelemetry.proto.profiles.v1development.ProfilesDictionary;
import io.opentelemetry.proto.profiles.v1development.ResourceProfiles;
import io.opentelemetry.proto.profiles.v1development.ScopeProfiles;
import io.opentelemetry.proto.resource.v1.Resource;
import io.tocsin.collector.pipeline.Pipeline;
import io.tocsin.collector.recording.DecodedRecording;
import io.tocsin.collector.recording.RecordingDecoder;
import io.tocsin.collector.recording.RecordingLimits;
import io.tocsin.collector.recording.UnreadableRecordingException;
import io.tocsin.collector.wire.WireException;
import io.tocsin.model.EpochNanos;
import io.tocsin.model.log.Batch;
import io.tocsin.model.log.LogEntry;
import io.tocsin.model.profile.ProfileInfo;
import io.tocsin.model.profile.ProfileType;
import io.tocsin.model.profile.Recording;
import io.tocsin.model.telemetry.RecordId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Entries of the log to profiles, and these to stacks. Safe for many threads. */
public final class ProfileDecoder {
  private static final String REVISION = "vcs.ref.head.revision";
  private static final String CPU_ENGINE = "tocsin.profile.cpu_engine";

  private final long epoch;
  private final DecodeConfig config;
  private final Names names = new Names();
  private final ResourceDecoder resources;
  private final RecordingDecoder recordings;

  /**
   * @param epoch of the log that the entries come from
   */
  public ProfileDecoder(long epoch, DecodeConfig config, RecordingLimits limits) {
    this.epoch = epoch;
    this.config = config;
    this.resources = new ResourceDecoder(config, names);
    this.recordings = new RecordingDecoder(limits);
  }

  /** Profiles carry the index of their place on the wire. Nothing for entries of other kinds. */
  public List<ReceivedProfile> decode(LogEntry entry) throws UndecodableEntryException {
    try {
      List<ReceivedProfile> profiles = new ArrayList<>();
      ExportProfilesServiceRequest request = parse(entry.batch());
      for (ResourceProfiles group : request.getResourceProfilesList()) {
        for (ScopeProfiles scope : group.getScopeProfilesList()) {
          for (Profile profile : scope.getProfilesList()) {
            RecordId record = new RecordId(epoch, entry.position(), profiles.size());
            ProfileInfo info =
                info(entry.batch(), group.getResource(), scope.getScope(), profile, request);
            profiles.add(
                new ReceivedProfile(record, info, profile.getOriginalPayload().toByteArray()));
          }
        }
      }
      return profiles;
    } catch (IOException | WireException | RuntimeException e) {
      throw new UndecodableEntryException(
          "entry " + entry.position() + " cannot be decoded: " + e, e);
    }
  }

  private static ExportProfilesServiceRequest parse(Batch batch) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(batch.payload());
    in.setRecursionLimit(Pipeline.RECURSION_LIMIT);
    return ExportProfilesServiceRequest.parseFrom(in, ExtensionRegistryLite.getEmptyRegistry());
  }

  private ProfileInfo info(
      Batch batch,
      Resource resource,
      InstrumentationScope scope,
      Profile profile,
      ExportProfilesServiceRequest request)
      throws WireException {
    Attributes ofResource = attributes(resource.getAttributesList());
    Attributes ofScope = attributes(scope.getAttributesList());
    Attributes own = attributes(attributes(profile, request.getDictionary()));
    byte[] encoded = resource.toByteArray();
    long from = profile.getTimeUnixNano();
    return new ProfileInfo(
        HexFormat.of().formatHex(profile.getProfileId().toByteArray()),
        batch.tenant(),
        resources.decode(encoded, 0, encoded.length).source(),
        first(REVISION, own, ofScope, ofResource),
        EpochNanos.toInstant(from),
        EpochNanos.toInstant(from + Math.max(0, profile.getDurationNano())),
        Set.of(),
        first(CPU_ENGINE, own, ofScope, ofResource),
        profile.getOriginalPayload().size());
  }

  /** Profiles are few, so they are read by protobuf's objects. */
  private Attributes attributes(List<KeyValue> pairs) {
    Attributes attributes = new Attributes(config, names);
    for (KeyValue pair : pairs) {
      byte[] value = pair.getValue().toByteArray();
      attributes.add(pair.getKey(), new EncodedValue(value, 0, value.length));
    }
    return attributes;
  }

  private static @Nullable String first(String key, Attributes... places) {
    for (Attributes place : places) {
      String value = place.peek(key);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** The pipeline wrote them, so every index leads to something. */
  private static List<KeyValue> attributes(Profile profile, ProfilesDictionary dictionary) {
    List<KeyValue> attributes = new ArrayList<>();
    for (int index : profile.getAttributeIndicesList()) {
      KeyValueAndUnit entry = dictionary.getAttributeTable(index);
      attributes.add(
          KeyValue.newBuilder()
              .setKey(dictionary.getStringTable(entry.getKeyStrindex()))
              .setValue(entry.getValue())
              .build());
    }
    return attributes;
  }

  /** Times that the sender did not tell are the recording's own. */
  public ReceivedProfile.Read read(ReceivedProfile profile) throws UnreadableRecordingException {
    DecodedRecording decoded = recordings.decode(profile.original());
    ProfileInfo told = profile.info();
    long from = EpochNanos.of(told.from());
    long lasted = EpochNanos.of(told.to()) - from;
    from = from > 0 ? from : decoded.startNanos();
    lasted = lasted > 0 ? lasted : decoded.durationNanos();
    ProfileInfo info =
        new ProfileInfo(
            told.id(),
            told.tenant(),
            told.source(),
            told.revision(),
            EpochNanos.toInstant(from),
            EpochNanos.toInstant(from + lasted),
            decoded.stacks().keySet(),
            decoded.stacks().containsKey(ProfileType.CPU) ? told.cpuEngine() : null,
            told.bytes());
    Recording recording =
        new Recording(profile.record(), info, decoded.stacks(), decoded.ofSpans());
    return new ReceivedProfile.Read(recording, decoded.leftOut());
  }
}
