package io.tocsin.agent.otlp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * All of a request that is known when its recording begins. Kept in a file beside the recording, so
 * that the next JVM can send what a dead one had recorded, under the dead one's name.
 */
public final class ProfileHead {
  private static final int VERSION = 1;
  private static final int MAX_PART = 1 << 20;

  private static final int RESOURCE_PROFILES = 1;
  private static final int DICTIONARY = 2;
  private static final int RESOURCE = 1;
  private static final int SCOPE_PROFILES = 2;
  private static final int SCOPE = 1;
  private static final int PROFILES = 2;
  private static final int DURATION = 4;
  private static final int PAYLOAD = 10;

  private final long fromMillis;
  private final byte[] dictionary;
  private final byte[] resource;
  private final byte[] scope;
  private final byte[] profile;

  /**
   * @param profile fields without duration and recording
   */
  ProfileHead(long fromMillis, byte[] dictionary, byte[] resource, byte[] scope, byte[] profile) {
    this.fromMillis = fromMillis;
    this.dictionary = dictionary;
    this.resource = resource;
    this.scope = scope;
    this.profile = profile;
  }

  /** When the recording began, since the epoch. */
  public long fromMillis() {
    return fromMillis;
  }

  /**
   * What stands in the request before the recording.
   *
   * @param recordingBytes length of the JFR recording, which must follow
   */
  public byte[] before(Duration lasted, long recordingBytes) {
    ProtoWriter end =
        new ProtoWriter().varint(DURATION, lasted.toNanos()).opening(PAYLOAD, recordingBytes);
    long inProfile = profile.length + end.size() + recordingBytes;
    ProtoWriter scopeProfiles = new ProtoWriter().bytes(SCOPE, scope).opening(PROFILES, inProfile);
    long inScope = scopeProfiles.size() + inProfile;
    ProtoWriter resourceProfiles =
        new ProtoWriter().bytes(RESOURCE, resource).opening(SCOPE_PROFILES, inScope);
    return new ProtoWriter()
        .bytes(DICTIONARY, dictionary)
        .opening(RESOURCE_PROFILES, resourceProfiles.size() + inScope)
        .append(resourceProfiles)
        .append(scopeProfiles)
        .append(profile)
        .append(end)
        .toBytes();
  }

  public void save(Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(VERSION);
    out.writeLong(fromMillis);
    for (byte[] part : new byte[][] {dictionary, resource, scope, profile}) {
      out.writeInt(part.length);
      out.write(part);
    }
    Files.write(file, bytes.toByteArray());
  }

  /**
   * @throws IOException where it is not there, or not whole
   */
  public static ProfileHead load(Path file) throws IOException {
    if (Files.size(file) > 4L * MAX_PART) {
      throw new IOException("no head of a profile: " + file);
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)));
    if (in.readByte() != VERSION) {
      throw new IOException("no head of a profile that this version knows: " + file);
    }
    return new ProfileHead(in.readLong(), part(in), part(in), part(in), part(in));
  }

  private static byte[] part(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("the head of a profile is cut off");
    }
    byte[] part = new byte[length];
    in.readFully(part);
    return part;
  }
}
