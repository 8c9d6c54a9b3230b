package io.tocsin.storage.profile;

import io.tocsin.model.log.Position;
import io.tocsin.model.profile.ProfileFrame;
import io.tocsin.model.profile.ProfileInfo;
import io.tocsin.model.profile.ProfileType;
import io.tocsin.model.profile.Recording;
import io.tocsin.model.profile.Stacks;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Source;
import io.tocsin.storage.blob.FilesBlobConfig;
import io.tocsin.storage.blob.FilesBlobStore;
import io.tocsin.storage.contract.ProfileSample;
import io.tocsin.storage.contract.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A sender whose stacks and frames are never the same again. Writes so many recordings into the
 * folder and asks for all of them: arguments are both. Prints total weight and what is left apart.
 */
final class ManyStacks {
  static final int STACKS = 1_000;
  private static final int DEPTH = 20;

  private ManyStacks() {}

  static Recording recording(int number) {
    Stacks.Builder cpu = Stacks.builder();
    for (int i = 0; i < STACKS; i++) {
      List<ProfileFrame> stack = new ArrayList<>();
      for (int depth = 0; depth < DEPTH; depth++) {
        String type = "com.bank.Generated" + number + "x" + i + "x" + depth;
        stack.add(new ProfileFrame(ProfileFrame.Kind.JAVA, type, "run"));
      }
      cpu.add(stack, 1);
    }
    Instant from = ProfileSample.START.plusSeconds(number);
    return new Recording(
        new RecordId(1, new Position(0, number), 0),
        new ProfileInfo(
            "%032x".formatted(number),
            ProfileSample.BANK,
            new Source("payments", "1.0", "pay-1", "prod", null),
            null,
            from,
            from.plus(Duration.ofSeconds(1)),
            Set.of(ProfileType.CPU),
            null,
            1),
        Map.of(ProfileType.CPU, cpu.build()),
        List.of());
  }

  public static void main(String[] args) {
    TestClock clock = new TestClock();
    Path folder = Path.of(args[0]);
    FilesBlobStore blobs =
        new FilesBlobStore(folder.resolve("blobs"), FilesBlobConfig.defaults(), clock);
    blobs.start();
    ProfileCatalogueConfig config =
        new ProfileCatalogueConfig(
            Duration.ofDays(14), 1L << 30, 10, 16 << 20, 10_000_000, 10_000_000);
    try (FileProfileCatalogue catalogue =
        new FileProfileCatalogue(folder.resolve("profiles"), config, blobs, clock)) {
      catalogue.start();
      int recordings = Integer.parseInt(args[1]);
      for (int i = 0; i < recordings; i++) {
        catalogue.write(recording(i), new byte[1]);
      }
      Stacks all = catalogue.stacks(ProfileSample.query());
      System.out.println(all.total() + " " + all.otherWeight() + " " + all.size());
    }
  }
}
