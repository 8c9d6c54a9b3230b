package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.account.Keys;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.web.assembly.secrets.KeyFolder;
import io.tocsin.web.assembly.secrets.SecretFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {
  @TempDir Path folder;

  @Test
  void roles_thatCouldNeverMeet_areRefusedWithTheReason() {
    assertThat(Role.parse("collector,bot,web", false))
        .isEqualTo(EnumSet.complementOf(EnumSet.of(Role.TRACKER)));
    assertThat(Role.parse("tracker", false)).isEqualTo(EnumSet.of(Role.TRACKER));
    assertThatThrownBy(() -> Role.parse("collector,web", false))
        .hasMessageContaining("would never meet");
    assertThatThrownBy(() -> Role.parse("boot", true))
        .hasMessage("--roles: boot (expected: some of collector, bot, web, tracker)");
  }

  @Test
  void roles_onPostgresql_letBotsBeProcessesOfTheirOwn() {
    assertThat(Role.parse("bot", true)).isEqualTo(EnumSet.of(Role.BOT));
    assertThat(Role.parse("collector,web", true)).isEqualTo(EnumSet.of(Role.COLLECTOR, Role.WEB));
    assertThatThrownBy(() -> Role.parse("web", true)).hasMessageContaining("files of one process");
    assertThatThrownBy(() -> Role.parse("bot,tracker", true)).hasMessageContaining("tracker alone");
  }

  @Test
  void dataFolder_alreadyInUse_refusesTheSecondServer() throws Exception {
    try (DataFolder first = DataFolder.open(folder, "server")) {
      assertThat(first.path()).isEqualTo(folder.toAbsolutePath());
      assertThatThrownBy(() -> DataFolder.open(folder, "server"))
          .isInstanceOf(InvalidSettingException.class)
          .hasMessageContaining("in use by another Tocsin");
    }
    DataFolder.open(folder, "server").close();
  }

  @Test
  void dataFolder_thatCannotBe_isNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");

    assertThatThrownBy(() -> DataFolder.open(file.resolve("data"), "server"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("data: " + file);
  }

  @Test
  void keyFolder_atFirst_makesKeysThatOnlyTheOwnerReadsAndKeepsThem() throws Exception {
    Keys keys = new KeyFolder(folder.resolve("keys")).load();

    Path file = folder.resolve("keys/index/k1.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(keys)
        .hasToString("Keys[indexKeys=[Key[k1, ***]], encryptionKeys=[Key[k1, ***]], sealing=AES]");
    assertThat(new KeyFolder(folder.resolve("keys")).load().indexKeys().getFirst().secret())
        .isEqualTo(keys.indexKeys().getFirst().secret());
  }

  @Test
  void keyFolder_withABadKey_namesTheFileAndNotItsContent() throws Exception {
    new KeyFolder(folder).load();
    Files.writeString(folder.resolve("encryption/k2.key"), "c2hvcnQ=");

    assertThatThrownBy(() -> new KeyFolder(folder).load())
        .hasMessageContaining("k2.key with 5 bytes (expected: 16 to 16)")
        .hasMessageNotContaining("c2hvcnQ=");
  }

  @Test
  void secretFile_isMadeOnce() {
    String token = SecretFile.readOrCreate(folder.resolve("secrets/x.token"));

    assertThat(token).hasSize(43);
    assertThat(SecretFile.readOrCreate(folder.resolve("secrets/x.token"))).isEqualTo(token);
  }
}
