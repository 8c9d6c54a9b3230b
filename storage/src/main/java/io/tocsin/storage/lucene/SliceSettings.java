package io.tocsin.storage.lucene;

import org.apache.lucene.index.IndexWriterConfig;

/**
 * What all slices of a store have in common.
 *
 * @param writeBufferMib memory for one slice's writes
 * @param refreshNanos how old a view may be
 */
record SliceSettings(Directories directories, Words words, int writeBufferMib, long refreshNanos) {
  IndexWriterConfig writerConfig() {
    return new IndexWriterConfig(words)
        .setRAMBufferSizeMB(writeBufferMib)
        .setCommitOnClose(false)
        // A search that refreshes would wait for merges, half a second at most.
        .setMaxFullFlushMergeWaitMillis(0);
  }
}
