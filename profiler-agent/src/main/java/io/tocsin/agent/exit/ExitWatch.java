package io.tocsin.agent.exit;

import io.tocsin.agent.notice.Notices;
import io.tocsin.agent.otlp.EventSeverity;
import io.tocsin.agent.otlp.OtlpEvent;
import io.tocsin.agent.otlp.OtlpRequest;
import io.tocsin.agent.send.Outbox;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out at the start whether the JVM before ended without an orderly shutdown: killed, out of
 * memory by the kernel's verdict, crashed, halted. One that left a fatal error log is told by that,
 * the others by their last sign of life, each under the resource of the dead. Everything here runs
 * on our own threads, since a network folder may be slow.
 */
public final class ExitWatch {
  /** What of a long line of crashes is told; older markers go unread. */
  private static final int MAX_REPORTED = 100;

  private static final long HEARTBEAT_MILLIS = 10_000;

  private final Path root;
  private final Map<String, Object> resource;
  private final String agentVersion;
  private final long maxUnsentBytes;
  private final CrashReports crashes;
  private final Outbox outbox;
  private final Notices notices;
  private final Instant started = Instant.now();

  private @Nullable Marker own;
  private @Nullable UnsentFiles unsent;
  private Instant lastTouch = started;
  private boolean ended;

  /**
   * @param maxUnsentBytes of records that are kept for the next start
   */
  public ExitWatch(
      Path root,
      Map<String, Object> resource,
      String agentVersion,
      long maxUnsentBytes,
      CrashReports crashes,
      Outbox outbox,
      Notices notices) {
    this.root = root;
    this.resource = resource;
    this.agentVersion = agentVersion;
    this.maxUnsentBytes = maxUnsentBytes;
    this.crashes = crashes;
    this.outbox = outbox;
    this.notices = notices;
  }

  /** Reports the dead and marks this JVM as running. */
  public synchronized void begin() {
    if (ended) {
      return;
    }
    try {
      Path folder = folder();
      unsent = new UnsentFiles(folder, maxUnsentBytes);
      sendWhatIsLeft(unsent);
      reportTheDead(folder);
      long pid = pid();
      own =
          Marker.create(
              folder, name(), MarkerContent.of(pid, started, resource, crashes.errorFiles(pid)));
    } catch (IOException | RuntimeException e) {
      notices.sayOnce("marker", "unclean exits will not be noticed, " + root + ": " + e);
    }
  }

  /** Called at each tick; touches the marker now and then. */
  public synchronized void heartbeat() throws IOException {
    Instant now = Instant.now();
    if (own != null && now.toEpochMilli() - lastTouch.toEpochMilli() >= HEARTBEAT_MILLIS) {
      lastTouch = now;
      own.touch(now);
    }
  }

  /** The shutdown is orderly. */
  public synchronized void end() throws IOException {
    ended = true;
    if (own != null) {
      own.delete();
      own = null;
    }
  }

  /** Requests that could not be delivered before the end, for the next start. */
  public synchronized void keep(List<byte[]> requests) throws IOException {
    // A JVM that ends at once may not have begun.
    UnsentFiles files = unsent == null ? new UnsentFiles(folder(), maxUnsentBytes) : unsent;
    files.keep(name(), requests);
  }

  private void sendWhatIsLeft(UnsentFiles files) throws IOException {
    for (final UnsentFiles.Claimed each : files.claim()) {
      outbox.putRequest(
          each.request,
          new Runnable() {
            @Override
            public void run() {
              try {
                each.delivered();
              } catch (IOException e) {
                notices.sayOnce("unsent", "a record that was sent stays: " + e);
              }
            }
          });
    }
  }

  private String name() {
    return pid() + "-" + started.toEpochMilli();
  }

  private void reportTheDead(Path folder) throws IOException {
    int reported = 0;
    try (DirectoryStream<Path> markers = Files.newDirectoryStream(folder, "*" + Marker.SUFFIX)) {
      for (Path each : markers) {
        Marker marker = takeOver(each);
        if (marker != null && (reported++ >= MAX_REPORTED || !report(marker))) {
          marker.delete();
        }
      }
    }
  }

  private @Nullable Marker takeOver(Path file) {
    try {
      return Marker.takeOver(file);
    } catch (IOException e) {
      notices.sayOnce("marker", "an exit marker cannot be read, " + file + ": " + e);
      return null;
    }
  }

  /**
   * The marker goes when the collector has the event; until then it keeps, for the next start.
   *
   * @return false where there is nothing to report
   */
  private boolean report(final Marker marker) {
    DeadJvm dead;
    try {
      dead = marker.read();
    } catch (IOException e) {
      return false;
    }
    OtlpEvent crash = crashes.of(dead);
    OtlpEvent event = crash == null ? unclean(dead) : crash;
    outbox.put(
        event.encode(Instant.now()),
        dead.resource.isEmpty() ? null : new OtlpRequest(dead.resource, agentVersion),
        new Runnable() {
          @Override
          public void run() {
            try {
              marker.delete();
            } catch (IOException e) {
              notices.sayOnce("marker", "an exit marker stays: " + e);
            }
          }
        });
    return true;
  }

  private OtlpEvent unclean(DeadJvm dead) {
    return new OtlpEvent(
            "jvm.exit.unclean",
            EventSeverity.FATAL,
            dead.lastAlive,
            "JVM "
                + dead.pid
                + " of "
                + resource.get("service.name")
                + " ended without an orderly shutdown; last seen alive at "
                + dead.lastAlive)
        .with("tocsin.exit.pid", dead.pid)
        .with("tocsin.exit.started", dead.started.toString())
        .with("tocsin.exit.last_alive", dead.lastAlive.toString())
        .with("tocsin.exit.service_version", dead.resource.get("service.version"))
        .with("tocsin.exit.service_instance_id", dead.resource.get("service.instance.id"));
  }

  private long pid() {
    Object pid = resource.get("process.pid");
    return pid instanceof Long ? (Long) pid : 0;
  }

  /** One folder a service. In a shared temporary folder it must be ours, not one laid there. */
  private Path folder() throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    String service = String.valueOf(resource.get("service.name"));
    String name = service.replaceAll("[^\\w.-]", "_");
    String bounded = name.length() > 64 ? name.substring(0, 64) : name;
    Path folder = root.resolve(bounded + "-" + Integer.toHexString(service.hashCode()));
    Files.createDirectories(folder, ownerOnly);
    Path probe = Files.createTempFile(folder, "owner", ".new");
    try {
      if (!Files.getOwner(probe).equals(Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS))) {
        throw new IOException("the folder belongs to somebody else");
      }
    } finally {
      Files.delete(probe);
    }
    return folder;
  }
}
