package io.tocsin.storage.lucene;

import org.apache.lucene.index.IndexWriterConfig;

/**
 * What all slices of a store have in common.
 *
 * @param writeBufferMib memory for one slice's writes
 */
record SliceSettings(Directories directories, Words words, int writeBufferMib) {
  IndexWriterConfig writerConfig() {
    return new IndexWriterConfig(words)
        .setRAMBufferSizeMB(writeBufferMib)
        .setCommitOnClose(false)
        // A search that refreshes would wait for merges, half a second at most.
        .setMaxFullFlushMergeWaitMillis(0);
  }
}
