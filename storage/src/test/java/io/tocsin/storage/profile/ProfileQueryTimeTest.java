package io.tocsin.storage.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.log.Position;
import io.tocsin.model.profile.ProfileFrame;
import io.tocsin.model.profile.ProfileInfo;
import io.tocsin.model.profile.ProfileQuery;
import io.tocsin.model.profile.ProfileType;
import io.tocsin.model.profile.Recording;
import io.tocsin.model.profile.Stacks;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Source;
import io.tocsin.storage.blob.FilesBlobConfig;
import io.tocsin.storage.blob.FilesBlobStore;
import io.tocsin.storage.contract.ProfileSample;
import io.tocsin.storage.contract.TestClock;
import io.tocsin.storage.folder.Folders;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An hour of one service: three instances, a recording every ten seconds, 300 to 2,000 distinct
 * stacks of 40 to 80 frames in each. Prints what asking for it takes, on the clock and of the
 * processor; decides by the weights only.
 */
@Tag("long")
class ProfileQueryTimeTest {
  private static final int INSTANCES = 3;
  private static final int CUTS = 360;
  private static final int ROUNDS = 21;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  @TempDir private Path folder;

  /** Call paths as a program has them: most have much in common with another. */
  private static final class Program {
    private final List<ProfileFrame> frames = new ArrayList<>();
    private final List<int[]> paths = new ArrayList<>();
    private final Random random;

    Program(int distinct, Random random) {
      this.random = random;
      for (int i = 0; i < 6_000; i++) {
        String type = "com.bank.part" + i % 90 + ".Service" + i % 700;
        frames.add(new ProfileFrame(ProfileFrame.Kind.JAVA, type, "method" + i));
      }
      for (int i = 0; i < distinct; i++) {
        paths.add(path());
      }
    }

    private int[] path() {
      int depth = 40 + random.nextInt(41);
      int[] path = new int[depth];
      int shared = 0;
      if (!paths.isEmpty()) {
        int[] other = paths.get(random.nextInt(paths.size()));
        shared = Math.min(depth, other.length) - 1 - random.nextInt(12);
        System.arraycopy(other, 0, path, 0, shared);
      }
      for (int i = shared; i < depth; i++) {
        path[i] = random.nextInt(frames.size());
      }
      return path;
    }

    /** Few stacks are sampled often, most hardly ever. */
    Stacks cut(int stacks) {
      Stacks.Builder builder = Stacks.builder();
      int[] index = new int[frames.size()];
      Arrays.fill(index, -1);
      for (int i = 0; i < stacks; i++) {
        double skewed = Math.pow(random.nextDouble(), 3);
        int[] path = paths.get((int) (skewed * paths.size()));
        int[] mine = new int[path.length];
        for (int k = 0; k < path.length; k++) {
          if (index[path[k]] < 0) {
            index[path[k]] = builder.frame(frames.get(path[k]));
          }
          mine[k] = index[path[k]];
        }
        builder.addIndexed(mine, 10_000_000L * (1 + random.nextInt(3)));
      }
      return builder.build();
    }
  }

  @ParameterizedTest
  @CsvSource({"8000", "60000"})
  void hourOfOneService_isAnsweredInFull(int distinctStacks) throws Exception {
    TestClock clock = new TestClock();
    FilesBlobStore blobs =
        new FilesBlobStore(folder.resolve("blobs"), FilesBlobConfig.defaults(), clock);
    blobs.start();
    Path profiles = folder.resolve("profiles");
    long total = fill(new FileProfileCatalogue(profiles, config(), blobs, clock), distinctStacks);

    FileProfileCatalogue reopened = new FileProfileCatalogue(profiles, config(), blobs, clock);
    reopened.start();
    ProfileQuery hour = ProfileSample.query();
    long started = THREADS.getCurrentThreadCpuTime();
    long startedNanos = System.nanoTime();
    Stacks first = reopened.stacks(hour);
    double firstMillis = (System.nanoTime() - startedNanos) / 1e6;
    double firstCpuMillis = (THREADS.getCurrentThreadCpuTime() - started) / 1e6;
    assertThat(first.total()).isEqualTo(total);
    double[] millis = new double[ROUNDS];
    double[] cpuMillis = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      started = THREADS.getCurrentThreadCpuTime();
      startedNanos = System.nanoTime();
      assertThat(reopened.stacks(hour).size()).isEqualTo(first.size());
      millis[i] = (System.nanoTime() - startedNanos) / 1e6;
      cpuMillis[i] = (THREADS.getCurrentThreadCpuTime() - started) / 1e6;
    }
    Arrays.sort(millis);
    Arrays.sort(cpuMillis);
    System.out.printf(
        "%,d recordings, %,d of %,d distinct stacks, %,d frames, %.1f MiB on disk:"
            + " first %.0f ms (processor %.0f), then median %.0f ms (%.0f to %.0f),"
            + " processor median %.0f ms%n",
        INSTANCES * CUTS,
        first.size(),
        distinctStacks,
        first.frames().size(),
        Folders.bytesIn(profiles) / 1048576.0,
        firstMillis,
        firstCpuMillis,
        millis[ROUNDS / 2],
        millis[0],
        millis[ROUNDS - 1],
        cpuMillis[ROUNDS / 2]);
  }

  private static ProfileCatalogueConfig config() {
    return ProfileCatalogueConfig.defaults();
  }

  private static long fill(FileProfileCatalogue catalogue, int distinctStacks) {
    catalogue.start();
    Random random = new Random(distinctStacks);
    Program program = new Program(distinctStacks, random);
    long total = 0;
    for (int cut = 0; cut < CUTS; cut++) {
      for (int instance = 0; instance < INSTANCES; instance++) {
        Stacks cpu = program.cut(300 + random.nextInt(1_701));
        int number = cut * INSTANCES + instance;
        Instant from = ProfileSample.START.plusSeconds(10L * cut);
        ProfileInfo info =
            new ProfileInfo(
                "%032x".formatted(number),
                ProfileSample.BANK,
                new Source("payments", "1.0", "pay-" + instance, "prod", null),
                "c0ffee",
                from,
                from.plus(Duration.ofSeconds(10)),
                Set.of(ProfileType.CPU),
                "perf_events",
                300_000);
        Recording recording =
            new Recording(
                new RecordId(1, new Position(2, number), 0),
                info,
                Map.of(ProfileType.CPU, cpu),
                List.of());
        assertThat(catalogue.write(recording, new byte[16])).isTrue();
        total += cpu.total();
      }
    }
    catalogue.close();
    return total;
  }
}
