package io.tocsin.web.assembly;

import io.tocsin.web.assembly.archive.BackupFailedException;
import io.tocsin.web.assembly.archive.FolderTree;
import io.tocsin.web.assembly.archive.Manifest;
import io.tocsin.web.assembly.archive.VerifiedCopy;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a data folder of a backup. No server is needed, and none may use the folder. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "Make a data folder of a backup.",
      "Exit 0: done. 1: the backup is damaged, nothing was put in place. 2: not begun."
    })
final class RestoreCommand implements Callable<Integer> {
  @Mixin private ConfigOption config = new ConfigOption();

  @Parameters(paramLabel = "DIR", description = "The backup.")
  private Path backup = Path.of("");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder to be made; absent or empty. Default: data of the settings.")
  private @Nullable Path data;

  @Option(
      names = "--keys",
      paramLabel = "DIR",
      description = "A copy of data/keys, for a backup that was taken without keys.")
  private @Nullable Path keys;

  @Override
  public Integer call() throws IOException {
    TocsinConfig settings = config.read();
    Path target = (data != null ? data : settings.data()).toAbsolutePath().normalize();
    if (!new FolderTree(target).isEmpty()) {
      throw new CannotRunException(
          target + " is not empty: move it away, or name another folder with --data");
    }
    Manifest manifest = Manifest.in(backup);
    requireReadable(manifest);
    Path unfinished = target.resolveSibling("." + target.getFileName() + ".restoring");
    FolderTree tree = FolderTree.fresh(unfinished);
    try {
      Progress progress = Progress.onError(manifest.bytes());
      VerifiedCopy.of(backup, manifest, tree, progress);
      progress.end();
      if (keys != null) {
        putKeys(keys, tree);
      }
      new RestoredDatabases(tree.root(), settings, InstantSource.system()).note(manifest.takenAt());
      tree.forceFolders();
      putInPlace(tree, target);
    } finally {
      tree.delete();
    }
    System.out.printf(
        "Restored %s as of %s: %d files, %s. Start it with: up%n",
        target, manifest.takenAt(), manifest.files().size(), Progress.mb(manifest.bytes()));
    return 0;
  }

  private void requireReadable(Manifest manifest) throws IOException {
    if (Version.parse(manifest.version()).compareTo(Version.parse(Tocsin.VERSION)) > 0) {
      throw new CannotRunException(
          "the backup is of Tocsin " + manifest.version() + ", this is " + Tocsin.VERSION);
    }
    if (!manifest.keys() && keys == null) {
      throw new CannotRunException(
          "the backup was taken without keys: name a copy of data/keys with --keys. Without them"
              + " no account could be searched for or revealed");
    }
    if (manifest.keys() && keys != null) {
      throw new CannotRunException("--keys is for a backup without keys; this one has its own");
    }
    if (keys != null && !Files.isDirectory(keys)) {
      throw new CannotRunException(keys + " is no folder");
    }
  }

  private static void putKeys(Path from, FolderTree tree) throws IOException {
    for (String path : new FolderTree(from).files()) {
      try (FileChannel out = tree.create("keys/" + path)) {
        out.write(ByteBuffer.wrap(Files.readAllBytes(from.resolve(path))));
        out.force(true);
      }
    }
  }

  private static void putInPlace(FolderTree tree, Path target) throws IOException {
    try {
      tree.moveTo(target);
    } catch (FileSystemException e) {
      throw new BackupFailedException(
          "cannot be put in place, in one step, as "
              + target
              + " (expected: no mount point, and the right to write beside it): "
              + e.getReason(),
          e);
    }
  }
}
