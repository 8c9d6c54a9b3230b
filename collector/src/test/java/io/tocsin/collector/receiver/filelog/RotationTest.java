package io.tocsin.collector.receiver.filelog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** T34: each line once, whatever happens to the file. */
class RotationTest {
  private static final String FILE = "app.log";

  @TempDir Path folder;
  private Followed followed;
  private int written;

  @BeforeEach
  void follow() {
    followed = new Followed(folder, Followed.config(folder, "app.log*"));
  }

  @AfterEach
  void close() {
    followed.close();
  }

  private void only(String glob) {
    followed.close();
    followed = new Followed(folder.resolve("only"), Followed.config(folder.resolve("only"), glob));
  }

  /** Lines of 70 bytes and more, so that one is enough to know a file by. */
  private void write(int lines) {
    write(FILE, lines);
  }

  private void write(String file, int lines) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      text.append(line(written++)).append('\n');
    }
    followed.append(file, text.toString());
  }

  private static String line(int number) {
    return "%06d 2026-11-21T10:00:00Z INFO com.acme.pay.TransferService - booked the transfer"
        .formatted(number);
  }

  private void assertEachOnce() {
    List<String> expected = IntStream.range(0, written).mapToObj(RotationTest::line).toList();
    assertThat(followed.bodies()).containsExactlyInAnyOrderElementsOf(expected);
  }

  private Path path(String name) {
    return followed.folder.resolve(name);
  }

  private void copyTruncate(String copy) throws IOException {
    Files.copy(path(FILE), path(copy), StandardCopyOption.REPLACE_EXISTING);
    truncate();
  }

  private void truncate() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path(FILE).toFile(), "rw")) {
      file.setLength(0);
    }
  }

  @Test
  void T34_growingFile_givesEachLineOnce() {
    write(3);
    followed.follow();
    write(250);
    followed.follow();

    assertEachOnce();
  }

  @Test
  void T34_rename_goesOnWithTheOldFileAndTheNew() throws IOException {
    write(10);
    followed.follow();
    write(10);
    Files.move(path(FILE), path("app.log.1"));
    write("app.log.1", 5);
    write(10);
    followed.follow();
    Files.move(path("app.log.1"), path("app.log.2"));
    Files.move(path(FILE), path("app.log.1"));
    write(10);
    followed.follow();

    assertEachOnce();
  }

  @Test
  void T34_renameToANameThatDoesNotMatch_isReadToItsEnd() throws IOException {
    only(FILE);
    write(10);
    followed.follow();
    Files.move(path(FILE), path("old"));
    write("old", 10);
    write(10);
    followed.follow();

    assertEachOnce();
  }

  @Test
  void T34_renameToANameThatDoesNotMatchBeforeARestart_isReadToItsEnd() throws IOException {
    only(FILE);
    write(10);
    followed.follow();
    write(10);
    Files.move(path(FILE), path("app.log.2026-11-20"));
    write(10);
    followed.restart();
    followed.follow();

    assertEachOnce();
  }

  @Test
  void T34_copyTruncate_continuesInTheCopy() throws IOException {
    write(30);
    followed.follow();
    write(10);
    copyTruncate("app.log.1");
    write(5);
    followed.follow();
    write(40);
    followed.follow();

    assertEachOnce();
  }

  @Test
  void T34_copyTruncateToANameThatDoesNotMatch_continuesInTheCopy() throws IOException {
    only(FILE);
    write(30);
    followed.follow();
    write(10);
    copyTruncate("app.log.1");
    write(5);
    followed.follow();

    assertEachOnce();
  }

  @Test
  void T34_copyTruncateWhileDown_continuesInTheCopy() throws IOException {
    write(30);
    followed.follow();
    write(10);
    copyTruncate("app.log.1");
    write(60);
    followed.restart();
    followed.follow();

    assertEachOnce();
  }

  @Test
  void T34_copyTruncateWithNothingLeft_readsNothingTwice() throws IOException {
    write(30);
    followed.follow();
    copyTruncate("app.log.1");
    followed.follow();
    write(10);
    followed.follow();
    copyTruncate("app.log.1");
    write(3);
    followed.follow();

    assertEachOnce();
  }

  @Test
  void T34_copyShorterThanWhatWasRead_isNotReadAgain() throws IOException {
    write(30);
    followed.follow();
    Files.copy(path(FILE), path("app.log.1"));
    write(10);
    followed.tail.next();
    followed.follow();
    truncate();
    write(2);
    followed.follow();

    assertEachOnce();
  }

  @Test
  void T34_copyWhileTheFileGoesOn_isPassedOver() throws IOException {
    write(30);
    followed.follow();
    Files.copy(path(FILE), path("app.log.bak"));
    write(10);
    followed.follow();

    assertEachOnce();
  }

  @Test
  void T34_truncatedAndLongerThanBeforeBetweenTwoLooks_beginsAnew() throws IOException {
    write(5);
    followed.follow();
    truncate();
    write(50);
    followed.follow().follow();

    assertEachOnce();
  }

  @Test
  void T34_deletion_isReadToItsEndWhileOpen() throws IOException {
    write(10);
    followed.follow();
    write(10);
    Files.delete(path(FILE));
    followed.follow();
    write(10);
    followed.follow();

    assertEachOnce();
  }

  @Test
  void T34_deletedAfterItsTime_isClosed() throws IOException {
    write(10);
    followed.follow();
    Files.delete(path(FILE));
    followed.follow();
    followed.pass(Duration.ofMinutes(1));
    followed.follow();

    assertThat(followed.tail.status().open()).isZero();
    assertEachOnce();
  }

  @Test
  void T34_compressedCopy_isPassedOver() throws IOException {
    write(10);
    followed.follow();
    Files.move(path(FILE), path("app.log.1"));
    followed.follow();
    followed.append("app.log.1.gz", new byte[] {0x1f, (byte) 0x8b, 8, 0, '\n', 1, '\n'});
    followed.append("app.log-compressed", new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, '\n'});
    Files.delete(path("app.log.1"));
    write(10);
    followed.follow();

    assertEachOnce();
  }

  @Test
  void T34_restart_goesOnWhereItWas() {
    write(130);
    followed.follow();
    followed.restart();
    write(130);
    followed.follow();
    followed.restart();
    followed.follow();

    assertEachOnce();
  }

  @Test
  void T34_renamedAcrossFileSystems_isTheSameFile() throws IOException {
    write(20);
    followed.follow();
    write(5);
    // A copy and a deletion, as mv does it.
    Files.copy(path(FILE), path("app.log.1"));
    followed.restart();
    Files.delete(path(FILE));
    write(5);
    followed.follow();

    assertEachOnce();
  }

  @Test
  void T34_symbolicLinks_areFollowedAndReadOnce() throws IOException {
    only("*.log");
    Files.createDirectories(path("pods"));
    followed.append("pods/0", "");
    Files.createSymbolicLink(path("a.log"), path("pods/0"));
    Files.createSymbolicLink(path("b.log"), path("pods/0"));
    Files.createSymbolicLink(path("broken.log"), path("pods/none"));
    write("pods/0", 10);
    followed.follow();
    Files.delete(path("a.log"));
    Files.createSymbolicLink(path("a.log"), path("pods/1"));
    write("pods/1", 10);
    write("pods/0", 10);
    followed.follow();

    assertEachOnce();
    assertThat(followed.tail.status().trouble()).isEmpty();
  }
}
