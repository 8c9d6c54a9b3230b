package io.tocsin.collector.receiver.filelog.file;

import java.nio.file.Path;

/**
 * A file as a search saw it.
 *
 * @param key device and inode
 * @param pattern number of the include glob that matched
 */
record Found(Path path, String key, long size, int pattern) {}
