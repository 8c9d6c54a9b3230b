package io.tocsin.storage.profile;

import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.TenantId;
import io.tocsin.model.blob.BlobKey;
import io.tocsin.model.blob.BlobStore;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.profile.ProfileInfo;
import io.tocsin.model.profile.ProfileQuery;
import io.tocsin.model.profile.ProfileSearch;
import io.tocsin.model.profile.ProfileStore;
import io.tocsin.model.profile.Recording;
import io.tocsin.model.profile.Stacks;
import io.tocsin.storage.folder.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Merged stacks in files of our own, recordings as they came in a blob store. */
public final class FileProfileCatalogue
    implements ProfileStore, ProfileSearch, Component, MetricSource {
  /** Kind under which recordings are in the blob store. */
  public static final String BLOB_KIND = "profiles";

  /** A longer one would have to be looked for in every hour. */
  private static final Duration LONGEST = Duration.ofHours(1);

  /** How far a sender's clock may be ahead. */
  private static final Duration AHEAD = Duration.ofDays(1);

  private final Path root;
  private final ProfileCatalogueConfig config;
  private final BlobStore blobs;
  private final InstantSource clock;
  private final HourFolders folders;
  private final Damaged damaged;
  private final HourLimits limits;
  private final HourFiles files;
  private final Retention retention;
  private final LongAdder written = new LongAdder();
  private final LongAdder others = new LongAdder();
  private volatile boolean open;

  public FileProfileCatalogue(
      Path root, ProfileCatalogueConfig config, BlobStore blobs, InstantSource clock) {
    this.root = root;
    this.config = config;
    this.blobs = blobs;
    this.clock = clock;
    this.folders = new HourFolders(root);
    this.damaged = new Damaged(root);
    this.limits = HourLimits.of(config);
    this.files = new HourFiles(root, damaged, limits, config.cacheBytes());
    this.retention = new Retention(folders, files, config);
  }

  /** The reading side alone, for those who must not take it for a source of metrics too. */
  public ProfileSearch search() {
    return new ReadingSide(this);
  }

  private record ReadingSide(ProfileSearch catalogue) implements ProfileSearch {
    @Override
    public Stacks stacks(ProfileQuery query) {
      return catalogue.stacks(query);
    }

    @Override
    public List<ProfileInfo> recordings(ProfileQuery query, int limit) {
      return catalogue.recordings(query, limit);
    }

    @Override
    public Optional<byte[]> recording(TenantId tenant, String id) {
      return catalogue.recording(tenant, id);
    }
  }

  @Override
  public void start() {
    try {
      Folders.create(root);
      Folders.emptyBin(root);
      retention.measure();
      open = true;
    } catch (IOException e) {
      throw new UncheckedIOException("the profile catalogue does not open", e);
    }
  }

  @Override
  public boolean write(Recording recording, byte[] original) {
    ProfileInfo info = recording.info();
    check(info);
    HourName name = HourName.of(info.tenant(), info.from(), info.source().service());
    try {
      checkRoom(name);
      HourFile.Write write =
          files.use(name, file -> file.write(recording, () -> blobs.put(blobKey(info), original)));
      retention.add(info.tenant(), write.grown());
      others.add(write.others());
      if (write.outcome() == HourFile.Outcome.WRITTEN) {
        written.increment();
      }
      return write.outcome() != HourFile.Outcome.ANOTHER;
    } catch (IOException e) {
      throw new UncheckedIOException("recording " + info.id() + " was not written", e);
    }
  }

  private void check(ProfileInfo info) {
    Instant now = clock.instant();
    if (info.from().isBefore(retention.oldestKept(now))) {
      throw new IllegalArgumentException(
          "sampled at " + info.from() + ", longer ago than profiles are kept");
    }
    if (info.from().isAfter(now.plus(AHEAD))) {
      throw new IllegalArgumentException(
          "sampled at " + info.from() + ", more than a day ahead of this server's clock");
    }
    Duration length = Duration.between(info.from(), info.to());
    if (length.isNegative() || length.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "spans " + length + " (expected: at most " + LONGEST + ")");
    }
  }

  private void checkRoom(HourName name) throws IOException {
    if (!retention.makeRoom(name)) {
      throw new IllegalArgumentException("this hour's profiles alone are over the quota");
    }
    if (!Files.exists(name.file(root))
        && folders.services(name.tenant(), name.hour()).size() >= config.maxServices()) {
      throw new IllegalArgumentException(
          config.maxServices() + " services have profiles in this hour already (max_services)");
    }
  }

  private static BlobKey blobKey(ProfileInfo info) {
    return new BlobKey(
        info.tenant(), BLOB_KIND, LocalDate.ofInstant(info.from(), ZoneOffset.UTC), info.id());
  }

  @Override
  public Stacks stacks(ProfileQuery query) {
    MergedPaths merged = new MergedPaths(limits.paths());
    try {
      for (HourName name : hours(query)) {
        files.use(
            name,
            file -> {
              file.stacks(query, merged);
              return name;
            });
      }
    } catch (IOException e) {
      throw new UncheckedIOException("profiles cannot be read", e);
    }
    return merged.stacks();
  }

  @Override
  public List<ProfileInfo> recordings(ProfileQuery query, int limit) {
    List<ProfileInfo> found = new ArrayList<>();
    try {
      List<HourName> hours = hours(query);
      for (int i = hours.size() - 1; i >= 0; i--) {
        boolean laterHour =
            i < hours.size() - 1 && hours.get(i + 1).hour().isAfter(hours.get(i).hour());
        if (laterHour && found.size() >= limit) {
          break;
        }
        found.addAll(files.use(hours.get(i), file -> file.recordings(query)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("profiles cannot be read", e);
    }
    return found.stream()
        .sorted(Comparator.comparing(ProfileInfo::from).reversed())
        .limit(limit)
        .toList();
  }

  /** Files that can hold what fits, the oldest first. */
  private List<HourName> hours(ProfileQuery query) throws IOException {
    if (!open) {
      throw new IOException("the profile catalogue is not open");
    }
    Instant earliest =
        query.from().isBefore(Instant.EPOCH)
            ? Instant.EPOCH
            : query.from().minus(LONGEST).truncatedTo(ChronoUnit.HOURS);
    List<HourName> names = new ArrayList<>();
    for (Instant hour : folders.hours(query.tenant(), earliest, query.to())) {
      String service = query.service();
      if (service == null) {
        names.addAll(folders.services(query.tenant(), hour));
      } else {
        HourName name = HourName.of(query.tenant(), hour, service);
        if (Files.exists(name.file(root))) {
          names.add(name);
        }
      }
    }
    return names;
  }

  @Override
  public Optional<byte[]> recording(TenantId tenant, String id) {
    LocalDate latest = LocalDate.ofInstant(clock.instant().plus(AHEAD), ZoneOffset.UTC);
    LocalDate earliest = LocalDate.ofInstant(retention.oldestKept(clock.instant()), ZoneOffset.UTC);
    for (LocalDate day = latest; !day.isBefore(earliest); day = day.minusDays(1)) {
      Optional<byte[]> found = blobs.get(new BlobKey(tenant, BLOB_KIND, day, id));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Deletes what is past its time. */
  public void sweep() {
    try {
      retention.sweep(clock.instant());
    } catch (IOException e) {
      throw new UncheckedIOException("profiles past their time were not all deleted", e);
    }
  }

  @Override
  public Health health() {
    if (!open) {
      return Health.down("the profile catalogue is not open");
    }
    try {
      int kept = damaged.kept();
      if (kept > 0) {
        return Health.degraded(
            kept + " damaged profile files are in " + root.getFileName() + "/.damaged");
      }
    } catch (IOException e) {
      return Health.degraded("its folder cannot be read: " + e.getMessage());
    }
    return Health.up(
        "%,d of %,d MiB".formatted(retention.usedBytes() >> 20, config.maxBytes() >> 20));
  }

  @Override
  public List<Sample> samples() {
    return List.of(
        Sample.counter(
            "tocsin_profile_recordings_written_total",
            "Recordings added to the profile catalogue.",
            Map.of(),
            written.sum()),
        Sample.gauge(
            "tocsin_profile_bytes",
            "Bytes of merged call stacks on disk.",
            Map.of(),
            retention.usedBytes()),
        Sample.gauge(
            "tocsin_profile_memory_bytes",
            "Memory for frames and call paths of hours in use, estimated.",
            Map.of(),
            files.memory()),
        Sample.counter(
            "tocsin_profile_other_stacks_total",
            "Stacks of recordings that an hour had no room for, kept as one path, (other).",
            Map.of(),
            others.sum()),
        Sample.counter(
            "tocsin_profile_evicted_hours_total",
            "Hours of a tenant's profiles deleted before their time, because of max_bytes.",
            Map.of(),
            retention.evicted()),
        Sample.counter(
            "tocsin_profile_expired_hours_total",
            "Hours of a tenant's profiles deleted because they were past their time.",
            Map.of(),
            retention.expired()),
        Sample.counter(
            "tocsin_profile_damaged_files_total",
            "Profile files found damaged since the start.",
            Map.of(),
            damaged.setAside()));
  }

  @Override
  public void close() {
    open = false;
  }
}
