package io.tocsin.agent.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.agent.fixture.Walk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {
  /** On the class path of this test, out of the profiler's own jar. */
  private static final String RESOURCE = "linux-x64/libasyncProfiler.so";

  @TempDir Path root;

  @Test
  void firstFolderThatWorks_isTakenAndNothingStays() throws Exception {
    List<Path> loaded = new ArrayList<>();
    Path file =
        NativeLibrary.load(
            RESOURCE,
            List.of(folder("agent"), folder("other")),
            each -> {
              assertThat(each).isNotEmptyFile();
              loaded.add(each);
            });
    assertThat(loaded).containsExactly(file);
    assertThat(file)
        .startsWithRaw(root.resolve("agent"))
        .endsWithRaw(Path.of("libasyncProfiler.so"));
    assertThat(Walk.below(root)).isEmpty();
  }

  @Test
  void folderWithoutExec_isPassedOver() throws Exception {
    Path file =
        NativeLibrary.load(
            RESOURCE,
            List.of(folder("noexec"), folder("other")),
            each -> {
              if (each.startsWith(root.resolve("noexec"))) {
                throw new UnsatisfiedLinkError("failed to map segment from shared object");
              }
            });
    assertThat(file).startsWithRaw(root.resolve("other"));
    assertThat(Walk.below(root)).isEmpty();
  }

  @Test
  void folderThatOthersMayWrite_isPassedOver() throws Exception {
    Path open = Files.createDirectory(root.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path file = NativeLibrary.load(RESOURCE, List.of(folder("open"), folder("other")), each -> {});
    assertThat(file).startsWithRaw(root.resolve("other"));
  }

  @Test
  void noFolderAtAll_saysWhyTheFirstWouldNotDo() throws Exception {
    Path file = Files.createFile(root.resolve("file"));
    List<PrivateFolder> folders = List.of(new PrivateFolder(file.resolve("sub")), folder("noexec"));
    assertThatThrownBy(() ->
            NativeLibrary.load(
                RESOURCE,
                folders,
                each -> {
                  throw new UnsatisfiedLinkError("failed to map");
                }))
        .hasMessageContaining("no folder to load native code from")
        .hasMessageContaining(file.toString());
  }

  @Test
  void systems_haveTheirOwnCodeOrNone() {
    assertThat(NativeLibrary.resource("Linux", "amd64")).isEqualTo(RESOURCE);
    assertThat(NativeLibrary.resource("Linux", "aarch64")).startsWith("linux-arm64/");
    assertThat(NativeLibrary.resource("Linux", "s390x")).isNull();
    assertThat(NativeLibrary.resource("Windows 11", "amd64")).isNull();
  }

  private PrivateFolder folder(String name) {
    return new PrivateFolder(root.resolve(name));
  }
}
