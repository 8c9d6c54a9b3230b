package io.tocsin.storage.profile;

import static io.tocsin.storage.contract.ProfileSample.BANK;
import static io.tocsin.storage.contract.ProfileSample.START;
import static io.tocsin.storage.contract.ProfileSample.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.Health;
import io.tocsin.model.profile.ProfileSearch;
import io.tocsin.model.profile.ProfileStore;
import io.tocsin.storage.blob.FilesBlobConfig;
import io.tocsin.storage.blob.FilesBlobStore;
import io.tocsin.storage.contract.ProfileCatalogueContract;
import io.tocsin.storage.contract.ProfileSample;
import io.tocsin.storage.contract.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FileProfileCatalogueTest extends ProfileCatalogueContract {
  private final TestClock clock = new TestClock();
  private ProfileCatalogueConfig config =
      new ProfileCatalogueConfig(Duration.ofDays(14), 1 << 20, 3, 1 << 20, 500_000, 100_000);

  private record Opened(FilesBlobStore blobs, FileProfileCatalogue catalogue)
      implements ProfileCatalogueContract.Catalogue {
    @Override
    public ProfileStore store() {
      return catalogue;
    }

    @Override
    public ProfileSearch search() {
      return catalogue;
    }

    @Override
    public void close() {
      catalogue.close();
      blobs.close();
    }
  }

  @Override
  protected ProfileCatalogueContract.Catalogue open(Path folder) {
    FilesBlobStore blobs =
        new FilesBlobStore(folder.resolve("blobs"), FilesBlobConfig.defaults(), clock);
    blobs.start();
    FileProfileCatalogue opened =
        new FileProfileCatalogue(folder.resolve("profiles"), config, blobs, clock);
    opened.start();
    return new Opened(blobs, opened);
  }

  private FileProfileCatalogue files() {
    return ((Opened) catalogue).catalogue();
  }

  private Path onlyFile() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("profiles").resolve(BANK.value()))) {
      return all.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
  }

  @Test
  void file_cutAnywhere_keepsTheRecordingsBeforeTheCut_andTakesTheLostOneAgain()
      throws IOException {
    write(ProfileSample.of(0).cpu("a;b", 1));
    long first = Files.size(onlyFile());
    write(ProfileSample.of(1).cpu("a;b", 2).cpu("a;c", 4));
    byte[] whole = Files.readAllBytes(onlyFile());
    for (int cut = whole.length - 1; cut >= 0; cut -= 3) {
      catalogue.close();
      Files.write(onlyFile(), Arrays.copyOf(whole, cut));
      catalogue = open(folder);

      Map<String, Long> left = cut < first ? Map.of() : Map.of("a;b", 1L);
      assertThat(stacks(query())).as("cut at %d", cut).isEqualTo(left);
      write(ProfileSample.of(0).cpu("a;b", 1));
      write(ProfileSample.of(1).cpu("a;b", 2).cpu("a;c", 4));
      assertThat(stacks(query())).isEqualTo(Map.of("a;b", 3L, "a;c", 4L));
    }
    assertThat(files().health().state()).isEqualTo(Health.State.UP);
  }

  @Test
  void T33_file_changedAnywhere_neverGivesOtherNumbers_andShowsTheDamage() throws IOException {
    write(ProfileSample.of(0).cpu("a;b", 1));
    long first = Files.size(onlyFile());
    write(ProfileSample.of(1).cpu("a;b", 2).cpu("a;c", 4));
    byte[] whole = Files.readAllBytes(onlyFile());
    for (int at = 0; at < whole.length; at++) {
      if (at >= 5 && at < 8) {
        continue; // mean nothing
      }
      byte[] changed = whole.clone();
      changed[at] ^= 0x20;
      catalogue.close();
      Files.write(onlyFile(), changed);
      catalogue = open(folder);

      assertThat(stacks(query()))
          .as("changed at %d", at)
          .isEqualTo(at < first ? Map.of() : Map.of("a;b", 1L));
    }
    assertThat(files().health().state()).isEqualTo(Health.State.DEGRADED);
    assertThat(files().health().because()).contains(".damaged");
  }

  @Test
  void quota_takesTheOldestHours_andNeverTheOneBeingWritten() throws IOException {
    config = new ProfileCatalogueConfig(Duration.ofDays(14), 1 << 16, 3, 1 << 20, 500_000, 100_000);
    reopen();
    for (int hour = 0; hour < 6; hour++) {
      Instant from = START.minus(Duration.ofHours(6 - hour));
      ProfileSample sample = ProfileSample.of(hour).from(from);
      for (int i = 0; i < 3_000; i++) {
        sample.cpu("main;n" + hour + "x" + i, i + 1);
      }
      write(sample);
    }

    assertThat(catalogue.search().recordings(query(Instant.EPOCH, START), 100))
        .isNotEmpty()
        .hasSizeLessThan(6)
        .first()
        .satisfies(newest -> assertThat(newest.id()).isEqualTo(ProfileSample.of(5).id()));
    assertThat(files().samples())
        .anySatisfy(sample -> {
          assertThat(sample.name()).isEqualTo("tocsin_profile_evicted_hours_total");
          assertThat(sample.value()).isPositive();
        });
  }

  @Test
  void sweep_deletesHoursOnceAllOfThemIsOlder() {
    write(ProfileSample.of(0).cpu("a", 1));
    clock.advance(Duration.ofDays(14).minusHours(2));
    files().sweep();
    assertThat(stacks(query())).isNotEmpty();

    clock.advance(Duration.ofHours(2));
    files().sweep();

    assertThat(stacks(query())).isEmpty();
  }

  @Test
  void services_pastTheirLimit_areRefused_andOthersGoOn() {
    for (int i = 0; i < 3; i++) {
      write(ProfileSample.of(i).service("s" + i).cpu("a", 1));
    }

    assertThatThrownBy(() -> write(ProfileSample.of(3).service("s3").cpu("a", 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("max_services");
    write(ProfileSample.of(4).service("s2").cpu("a", 1));
  }

  @Test
  void memory_staysWithinItsLimit_howeverManyHoursAreAsked() {
    config = new ProfileCatalogueConfig(Duration.ofDays(14), 1 << 28, 3, 1 << 21, 500_000, 100_000);
    reopen();
    for (int hour = 0; hour < 8; hour++) {
      ProfileSample sample = ProfileSample.of(hour).from(START.minus(Duration.ofHours(hour)));
      for (int i = 0; i < 4_000; i++) {
        sample.cpu("main;n" + i, i + 1);
      }
      write(sample);
    }

    assertThat(stacks(query(Instant.EPOCH, START.plusSeconds(60)))).hasSize(4_000);
    assertThat(files().samples())
        .anySatisfy(sample -> {
          assertThat(sample.name()).isEqualTo("tocsin_profile_memory_bytes");
          assertThat(sample.value()).isBetween(1.0, (double) (1 << 21));
        });
  }
}
