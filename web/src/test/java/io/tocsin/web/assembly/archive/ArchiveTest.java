package io.tocsin.web.assembly.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir private Path folder;
  private byte[] stream;

  @BeforeEach
  void makeAStream() throws IOException {
    FolderTree data = FolderTree.fresh(folder.resolve("data"));
    Files.createDirectories(data.root().resolve("log"));
    Files.writeString(data.root().resolve("log/segment"), "x".repeat(300_000));
    Files.writeString(data.root().resolve("empty"), "");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ArchiveWriter(data, data.files(), "0.1.0", NOON, true).writeTo(out);
    stream = out.toByteArray();
  }

  private Path backup() {
    return folder.resolve("backup");
  }

  private Manifest arrive(byte[] bytes) throws IOException {
    return Arrival.into(FolderTree.fresh(backup()), new ByteArrayInputStream(bytes), n -> {});
  }

  private Path restore() throws IOException {
    Path restored = folder.resolve("restored");
    VerifiedCopy.of(backup(), Manifest.in(backup()), FolderTree.fresh(restored), n -> {});
    return restored;
  }

  @Test
  void arrival_thenRestore_givesTheSameFiles_forTheirOwnerOnly() throws IOException {
    Manifest manifest = arrive(stream);

    assertThat(manifest.files())
        .extracting(Manifest.Entry::path)
        .containsExactly("empty", "log/segment");
    assertThat(manifest.bytes()).isEqualTo(300_000);
    assertThat(Manifest.in(backup())).isEqualTo(manifest);
    Path restored = restore();
    assertThat(new FolderTree(restored).files()).containsExactly("empty", "log/segment");
    assertThat(restored.resolve("log/segment"))
        .hasSameBinaryContentAs(folder.resolve("data/log/segment"));
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(restored.resolve("log/segment"))))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(restored)))
        .isEqualTo("rwx------");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.0, 0.01, 0.5, 0.98})
  void arrival_ofAStreamThatWasCutOff_isNoBackup(double part) throws IOException {
    byte[] cut = Arrays.copyOf(stream, (int) (stream.length * part));

    try {
      arrive(cut);
      throw new AssertionError("taken for a whole one");
    } catch (IOException | BackupFailedException expected) {
      assertThat(backup().resolve(Manifest.NAME)).doesNotExist();
    }
    assertThatExceptionOfType(BackupFailedException.class)
        .isThrownBy(this::restore)
        .withMessageContaining("no whole backup");
  }

  @Test
  void restore_ofADamagedBackup_namesTheFile() throws IOException {
    arrive(stream);
    Files.writeString(backup().resolve("log/segment"), "y" + "x".repeat(299_999));
    assertFails("log/segment does not have the content that was saved");

    Files.writeString(backup().resolve("log/segment"), "short");
    assertFails("log/segment has 5 bytes instead of 300000");

    Files.delete(backup().resolve("log/segment"));
    assertFails("log/segment is missing");
  }

  @Test
  void restore_ofAFileThatNobodySaved_isRefused() throws IOException {
    arrive(stream);
    Files.writeString(backup().resolve("added"), "x");

    assertFails("added, which its manifest does not name");
  }

  private void assertFails(String message) {
    assertThatExceptionOfType(BackupFailedException.class)
        .isThrownBy(this::restore)
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "/x", "a/../../x", "a//x", "./x", "", "a\\x", "a\nx"})
  void paths_thatLeadElsewhere_areRefused_onArrivalAndInAManifest(String path) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(path));
      zip.write('x');
    }

    assertThatIllegalArgumentException().isThrownBy(() -> arrive(out.toByteArray()));
    assertThatIllegalArgumentException().isThrownBy(() -> new Manifest.Entry(path, 1, "00"));
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @Test
  void manifest_ofALaterFormat_orDamaged_isRefusedInWords() throws IOException {
    arrive(stream);
    Path manifest = backup().resolve(Manifest.NAME);
    String json = Files.readString(manifest);

    Files.writeString(manifest, json.replaceFirst("\"format\" : 1", "\"format\" : 2"));
    assertFails("format 2, this Tocsin reads up to 1");
    Files.writeString(manifest, json.substring(0, json.length() / 2));
    assertFails("manifest.json is damaged");
    Files.writeString(manifest, json.replaceFirst("\"version\" : \"0.1.0\",", ""));
    assertFails("manifest.json is damaged");
  }
}
