package io.tocsin.storage.lucene;

import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;

/**
 * What all slices of a store have in common.
 *
 * @param writeBufferMib memory for one slice's writes
 */
record SliceSettings(Directories directories, Words words, int writeBufferMib) {
  /**
   * Segments below this are merged as if they were as large. Searches while much is written make
   * many small ones, and with Lucene's 16 MiB each ten of those had up to that much written anew.
   */
  private static final double SMALL_SEGMENT_MIB = 2;

  IndexWriterConfig writerConfig() {
    TieredMergePolicy merges = new TieredMergePolicy();
    merges.setFloorSegmentMB(SMALL_SEGMENT_MIB);
    return new IndexWriterConfig(words)
        .setMergePolicy(merges)
        .setRAMBufferSizeMB(writeBufferMib)
        .setCommitOnClose(false)
        // A search that refreshes would wait for merges, half a second at most.
        .setMaxFullFlushMergeWaitMillis(0);
  }
}
