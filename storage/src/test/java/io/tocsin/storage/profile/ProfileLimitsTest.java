package io.tocsin.storage.profile;

import static io.tocsin.storage.contract.ProfileSample.query;
import static io.tocsin.storage.contract.ProfileSample.readable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.TenantId;
import io.tocsin.model.blob.BlobKey;
import io.tocsin.model.blob.BlobStore;
import io.tocsin.model.profile.Stacks;
import io.tocsin.storage.contract.ProfileSample;
import io.tocsin.storage.contract.TestClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileLimitsTest {
  private final CountDownLatch go = new CountDownLatch(1);
  private final CountDownLatch reached = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  @TempDir private Path folder;

  /** Waits where it should keep the second blob. */
  private final class SlowBlobs implements BlobStore {
    private int kept;

    @Override
    public boolean put(BlobKey key, byte[] content) {
      if (kept++ > 0) {
        reached.countDown();
        try {
          assertThat(go.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      return true;
    }

    @Override
    public Optional<byte[]> get(BlobKey key) {
      return Optional.empty();
    }

    @Override
    public List<BlobKey> list(TenantId tenant, String kind, LocalDate day) {
      return List.of();
    }

    @Override
    public void delete(TenantId tenant, String kind, LocalDate day) {
      throw new UnsupportedOperationException();
    }
  }

  @AfterEach
  void end() {
    go.countDown();
    threads.shutdownNow();
  }

  private FileProfileCatalogue open(long cacheBytes, int maxPaths, int maxFrames) {
    ProfileCatalogueConfig config =
        new ProfileCatalogueConfig(
            Duration.ofDays(14), 1 << 30, 3, cacheBytes, maxPaths, maxFrames);
    FileProfileCatalogue catalogue =
        new FileProfileCatalogue(folder, config, new SlowBlobs(), new TestClock());
    catalogue.start();
    go.countDown();
    return catalogue;
  }

  private static double metric(FileProfileCatalogue catalogue, String name) {
    return catalogue.samples().stream()
        .filter(sample -> sample.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  void pathsPastTheirLimit_areOnePath_countedAndNoWeightIsLost() {
    FileProfileCatalogue catalogue = open(1 << 24, 5_000, 1_000_000);
    for (int i = 0; i < 10; i++) {
      catalogue.write(ManyStacks.recording(i), new byte[1]);
    }
    catalogue.write(ManyStacks.recording(0), new byte[1]);

    Stacks all = catalogue.stacks(query());

    assertThat(all.total()).isEqualTo(10 * ManyStacks.STACKS);
    assertThat(all.otherWeight()).isBetween(9_700L, 9_800L);
    assertThat(all.size()).isEqualTo((int) (10 * ManyStacks.STACKS - all.otherWeight()) + 1);
    assertThat(metric(catalogue, "tocsin_profile_other_stacks_total")).isEqualTo(all.otherWeight());
  }

  @Test
  void framesPastTheirLimit_areOnePath_andWhatIsKnownGoesOn() {
    FileProfileCatalogue catalogue = open(1 << 24, 500_000, 1_000);
    write(catalogue, ProfileSample.of(0).cpu("main;pay", 1));
    catalogue.write(ManyStacks.recording(100), new byte[1]);
    write(catalogue, ProfileSample.of(1).cpu("main;pay", 2).cpu("main;new", 4));

    Map<String, Long> all = readable(catalogue.stacks(query()));

    assertThat(all).containsEntry("main;pay", 3L).doesNotContainKey("main;new");
    assertThat(all.get("(other)")).isBetween(950L, 1_004L);
  }

  @Test
  void recordingsPastTheMemoryOfAnHour_areRefused_andTheHourIsStillRead() {
    FileProfileCatalogue catalogue = open(1 << 20, 1_000, 1_000);
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 1_000; i++) {
                write(catalogue, ProfileSample.of(i).from(ProfileSample.START).cpu("main", 1));
              }
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cache_bytes");

    assertThat(catalogue.stacks(query()).total()).isBetween(300L, 600L);
  }

  @Test
  void endlessDistinctStacks_fitASmallHeap_andAllWeightIsThere() throws Exception {
    Process sender =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ManyStacks.class.getName(),
                folder.toString(),
                "40")
            .redirectErrorStream(true)
            .start();
    String said = new String(sender.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(sender.waitFor()).as(said).isZero();
    String[] figures = said.lines().reduce("", (before, line) -> line).split(" ");
    assertThat(figures[0]).isEqualTo("40000");
    assertThat(Long.parseLong(figures[1])).isBetween(30_000L, 39_999L);
  }

  @Test
  void reader_doesNotWaitForAWriter() throws Exception {
    ProfileCatalogueConfig config = ProfileCatalogueConfig.defaults();
    FileProfileCatalogue catalogue =
        new FileProfileCatalogue(folder, config, new SlowBlobs(), new TestClock());
    catalogue.start();
    write(catalogue, ProfileSample.of(0).cpuOf(ProfileSample.TRACE, "main;pay", 1));
    Future<?> writer = threads.submit(() -> write(catalogue, ProfileSample.of(1).cpu("main", 2)));
    assertThat(reached.await(1, TimeUnit.MINUTES)).isTrue();

    Future<Stacks> reader = threads.submit(() -> catalogue.stacks(query()));

    assertThat(reader.get(1, TimeUnit.MINUTES).total()).isEqualTo(1);
    go.countDown();
    writer.get(1, TimeUnit.MINUTES);
    assertThat(catalogue.stacks(query()).total()).isEqualTo(3);
  }

  @Test
  void readersBesideAWriter_seeEveryRecordingWholeOnceItIsWritten() throws Exception {
    FileProfileCatalogue catalogue = open(1 << 26, 500_000, 100_000);
    Future<?> writer =
        threads.submit(() -> {
          for (int i = 0; i < 40; i++) {
            catalogue.write(ManyStacks.recording(i), new byte[1]);
          }
        });
    long last = 0;
    while (!writer.isDone()) {
      long written = (long) metric(catalogue, "tocsin_profile_recordings_written_total");
      Stacks seen = catalogue.stacks(query());
      assertThat(seen.total() % ManyStacks.STACKS).isZero();
      assertThat(seen.total()).isGreaterThanOrEqualTo(Math.max(last, written * ManyStacks.STACKS));
      last = seen.total();
    }
    writer.get();
    assertThat(catalogue.stacks(query()).total()).isEqualTo(40 * ManyStacks.STACKS);
  }

  private static void write(FileProfileCatalogue catalogue, ProfileSample sample) {
    assertThat(catalogue.write(sample.make(), sample.jfr())).isTrue();
  }
}
