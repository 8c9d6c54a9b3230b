package io.tocsin.storage.lucene;

import io.tocsin.storage.copy.HardLinks;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;

/** An index's last commit under second names: Lucene writes each of its files once. */
final class CommitCopy {
  private CommitCopy() {}

  /** While it runs nobody may commit: a commit deletes files of the one before. */
  static void of(Directory index, Path folder, Path into) throws IOException {
    for (String name : SegmentInfos.readLatestCommit(index).files(true)) {
      HardLinks.add(folder.resolve(name), into.resolve(name));
    }
  }
}
