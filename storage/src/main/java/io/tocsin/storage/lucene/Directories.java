package io.tocsin.storage.lucene;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.store.Directory;

/** How an index reaches its files: a seam for tests that cut the power or fill the disk. */
interface Directories {
  Directory open(Path folder) throws IOException;
}
