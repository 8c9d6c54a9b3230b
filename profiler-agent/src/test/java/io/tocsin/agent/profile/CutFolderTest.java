package io.tocsin.agent.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.agent.fixture.Walk;
import io.tocsin.agent.send.Parcel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CutFolderTest {
  private static final long QUOTA = 160_000;
  private static final long STACKS = 20_000;

  @TempDir Path service;

  @Test
  void cut_isTheRequestWithTheRecordingAtItsEnd() throws Exception {
    CutFolder cuts = open("1-1");
    Files.writeString(cuts.recording(), "recording");
    cuts.add(1, "before-".getBytes(StandardCharsets.UTF_8));
    Parcel cut = cuts.oldest();
    assertThat(unzip(cut.body())).isEqualTo("before-recording");
    assertThat(cuts.recording()).doesNotExist();
    cut.settle(true);
    assertThat(files(".otlp.gz")).isEmpty();
    assertThat(cuts.lost()).isZero();
  }

  @Test
  void refusedCut_isCountedAsLost() throws Exception {
    CutFolder cuts = open("1-1");
    add(cuts, 1, 100);
    cuts.oldest().settle(false);
    assertThat(files(".otlp.gz")).isEmpty();
    assertThat(cuts.lost()).isEqualTo(1);
  }

  @Test
  void T24_quota_isKeptAtEveryStepAndTheOldestGo() throws Exception {
    CutFolder cuts = open("1-1");
    for (int i = 1; i <= 50; i++) {
      int size = 5_000 + 400 * (i % 37);
      Files.write(cuts.recording(), noise(size));
      // While a cut is added its recording and its copy are on disk both.
      assertThat(bytesOnDisk() + size + 100).isLessThanOrEqualTo(QUOTA);
      cuts.add(i, new byte[0]);
      assertThat(bytesOnDisk()).isLessThanOrEqualTo(QUOTA - QUOTA / 16 - STACKS - QUOTA / 8);
    }
    int kept = files(".otlp.gz").size();
    assertThat(kept).isBetween(5, 30);
    assertThat(cuts.lost()).isEqualTo(50 - kept);
    assertThat(files(".otlp.gz").get(0)).contains(String.format("%014d-", 51 - kept));
  }

  @Test
  void recordingThatIsTooLarge_isDroppedAndSaidSo() throws Exception {
    CutFolder cuts = open("1-1");
    add(cuts, 1, 100);
    assertThatThrownBy(() -> add(cuts, 2, (int) QUOTA / 8 + 1)).hasMessageContaining("too large");
    cuts.dropRecording();
    assertThat(files("")).hasSize(2).noneMatch(each -> each.endsWith(".jfr"));
    assertThat(cuts.lost()).isEqualTo(1);
  }

  @Test
  void cutThatTheQuotaTook_isSettledOnce() throws Exception {
    CutFolder cuts = open("1-1");
    add(cuts, 1, 10_000);
    Parcel onItsWay = cuts.oldest();
    for (int i = 2; i < 20; i++) {
      add(cuts, i, 10_000);
    }
    long lost = cuts.lost();
    assertThat(lost).isPositive();
    assertThatThrownBy(onItsWay::body).isInstanceOf(IOException.class);
    onItsWay.settle(false);
    assertThat(cuts.lost()).isEqualTo(lost);
  }

  @Test
  void foldersOfTheDead_areTakenOverWithinTheQuotaAndGo() throws Exception {
    Path dead = Files.createDirectory(service.resolve("7-7"));
    Files.createFile(dead.resolve("lock"));
    Files.write(dead.resolve("recording.jfr"), noise(50_000));
    Files.write(dead.resolve("cut.new"), noise(10_000));
    for (int i = 1; i <= 20; i++) {
      Files.write(dead.resolve(String.format("%014d-7-7-000001.otlp.gz", i)), noise(10_000));
    }
    CutFolder cuts = open("8-8");
    assertThat(dead).doesNotExist();
    assertThat(files("")).noneMatch(each -> each.contains("recording") || each.contains("cut.new"));
    assertThat(bytesOnDisk()).isLessThanOrEqualTo(QUOTA - QUOTA / 16 - STACKS - QUOTA / 8);
    assertThat(files(".otlp.gz")).last().asString().startsWith("00000000000020-7-7");
    assertThat(cuts.lost()).isPositive();
    assertThat(cuts.oldest().body()).hasSize(10_000);
  }

  @Test
  void folderOfALivingJvm_isLeftAlone() throws Exception {
    CutFolder living = open("1-1");
    add(living, 1, 100);
    open("2-2");
    assertThat(unzip(living.oldest().body())).hasSize(100);
    assertThat(Walk.below(service.resolve("2-2"))).hasSize(1);
  }

  @Test
  void folderWithoutALock_isNotTouched() throws Exception {
    Path other = Files.createDirectory(service.resolve("somebody-elses"));
    Files.writeString(other.resolve("file"), "x");
    open("1-1");
    assertThat(other.resolve("file")).exists();
  }

  private CutFolder open(String jvm) throws IOException {
    return CutFolder.open(service, jvm, QUOTA, STACKS);
  }

  private static void add(CutFolder cuts, long time, int size) throws IOException {
    Files.write(cuts.recording(), noise(size));
    cuts.add(time, new byte[0]);
  }

  /** What gzip cannot make smaller. */
  private static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static String unzip(byte[] bytes) throws IOException {
    return new String(
        new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(),
        StandardCharsets.ISO_8859_1);
  }

  private long bytesOnDisk() {
    return Walk.below(service).stream().mapToLong(each -> each.toFile().length()).sum();
  }

  private List<String> files(String ending) {
    return Walk.below(service).stream()
        .map(each -> each.getFileName().toString())
        .filter(each -> each.endsWith(ending))
        .sorted()
        .toList();
  }
}
