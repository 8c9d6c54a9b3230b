package io.tocsin.storage.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCopyTest {
  @TempDir private Path folder;

  @BeforeEach
  void makeAStore() throws IOException {
    Files.createDirectories(store().resolve("a/b"));
    Files.createDirectories(store().resolve(".incoming"));
    Files.writeString(store().resolve("a/b/kept"), "kept");
    Files.writeString(store().resolve(".incoming/half"), "half");
    Files.writeString(store().resolve("a/.half"), "half");
  }

  private Path store() {
    return folder.resolve("store");
  }

  private Path copy() {
    return folder.resolve("copy");
  }

  @Test
  void unchanging_staysWhenTheStoreDeletesIt() throws IOException {
    FolderCopy.ofUnchanging(store(), copy());
    Files.delete(store().resolve("a/b/kept"));

    assertThat(copy().resolve("a/b/kept")).hasContent("kept");
  }

  @Test
  void growing_isACopyThatGrowsNoMore() throws IOException {
    FolderCopy.ofGrowing(store(), copy());
    Files.writeString(store().resolve("a/b/kept"), " and more", StandardOpenOption.APPEND);

    assertThat(copy().resolve("a/b/kept")).hasContent("kept");
  }

  @Test
  void whatIsNotWhole_isLeftOut() throws IOException {
    FolderCopy.ofUnchanging(store(), copy());

    assertThat(copy().resolve(".incoming")).doesNotExist();
    assertThat(copy().resolve("a/.half")).doesNotExist();
  }

  @Test
  void aFolderThatIsNotThere_givesNone() throws IOException {
    FolderCopy.ofGrowing(folder.resolve("absent"), copy());

    assertThat(copy()).doesNotExist();
  }

  @Test
  void aFolderBelowOneWithADot_isCopiedAllTheSame() throws IOException {
    Path hidden = Files.createDirectories(folder.resolve(".data/store"));
    Files.writeString(hidden.resolve("x"), "x");

    FolderCopy.ofUnchanging(hidden, copy());

    assertThat(copy().resolve("x")).hasContent("x");
  }
}
