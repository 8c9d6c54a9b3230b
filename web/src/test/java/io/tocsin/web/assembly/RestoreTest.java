package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.web.assembly.archive.ArchiveWriter;
import io.tocsin.web.assembly.archive.Arrival;
import io.tocsin.web.assembly.archive.FolderTree;
import io.tocsin.web.assembly.archive.Manifest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command does to folders and says with its exit code; no server is needed. */
class RestoreTest {
  private static final int DAMAGED = 1;
  private static final int NOT_BEGUN = 2;

  @TempDir private Path folder;

  @BeforeEach
  void makeABackup() throws IOException {
    ReleaseData.unzip(ReleaseData.latest(), backup());
  }

  private Path backup() {
    return folder.resolve("backup");
  }

  private Path data() {
    return folder.resolve("place/data");
  }

  private int restore(Path from, String... more) {
    List<String> args =
        new ArrayList<>(List.of("restore", from.toString(), "--data", data().toString()));
    args.addAll(List.of(more));
    return Tocsin.run(args.toArray(String[]::new));
  }

  private void assertNothingInPlace() throws IOException {
    assertThat(data()).doesNotExist();
    if (Files.exists(data().getParent())) {
      try (Stream<Path> left = Files.list(data().getParent())) {
        assertThat(left).as("what was begun is gone").isEmpty();
      }
    }
  }

  @Test
  void restore_intoAnAbsentOrEmptyFolder_isForItsOwnerOnly() throws IOException {
    Files.createDirectories(data());

    assertThat(restore(backup())).isZero();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data())))
        .isEqualTo("rwx------");
    for (String file : new FolderTree(data().resolve("keys")).files()) {
      Path key = data().resolve("keys").resolve(file);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
          .isEqualTo("rw-------");
    }
    assertThat(data().resolve(Manifest.NAME)).doesNotExist();
  }

  @Test
  void restore_overAnything_isNotBegun() throws IOException {
    Files.createDirectories(data());
    Files.writeString(data().resolve("mine"), "x");

    assertThat(restore(backup())).isEqualTo(NOT_BEGUN);

    assertThat(new FolderTree(data()).files()).containsExactly("mine");
  }

  @Test
  void restore_ofWhatIsNoWholeBackup_putsNothingInPlace() throws IOException {
    assertThat(restore(folder.resolve("nowhere"))).isEqualTo(DAMAGED);
    Files.delete(backup().resolve(Manifest.NAME));
    assertThat(restore(backup())).isEqualTo(DAMAGED);
    assertNothingInPlace();
  }

  @Test
  void restore_ofADamagedFile_putsNothingInPlace() throws IOException {
    Path database = backup().resolve("tracker/tocsin.db");
    byte[] bytes = Files.readAllBytes(database);
    bytes[bytes.length / 2] ^= 1;
    Files.write(database, bytes);

    assertThat(restore(backup())).isEqualTo(DAMAGED);
    assertNothingInPlace();
  }

  @Test
  void restore_ofABackupWithoutKeys_wantsACopyOfThem() throws IOException {
    Path keys = folder.resolve("keys");
    Files.move(backup().resolve("keys"), keys);
    Path bare = saved(Tocsin.VERSION, false);

    assertThat(restore(bare)).isEqualTo(NOT_BEGUN);
    assertThat(restore(bare, "--keys", folder.resolve("no").toString())).isEqualTo(NOT_BEGUN);
    assertNothingInPlace();
    assertThat(restore(bare, "--keys", keys.toString())).isZero();

    assertThat(data().resolve("keys/default/index/k1.key"))
        .hasSameBinaryContentAs(keys.resolve("default/index/k1.key"));
  }

  @Test
  void restore_ofALaterVersion_isNotBegun() throws IOException {
    assertThat(restore(saved("0.10.0", true))).isEqualTo(NOT_BEGUN);
    assertNothingInPlace();
  }

  /** The backup's files as if another server had saved them. */
  private Path saved(String version, boolean keys) throws IOException {
    Files.delete(backup().resolve(Manifest.NAME));
    FolderTree files = new FolderTree(backup());
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    new ArchiveWriter(files, files.files(), version, Instant.EPOCH, keys).writeTo(stream);
    FolderTree saved = FolderTree.fresh(folder.resolve("saved"));
    Arrival.into(saved, new ByteArrayInputStream(stream.toByteArray()), bytes -> {});
    return saved.root();
  }
}
