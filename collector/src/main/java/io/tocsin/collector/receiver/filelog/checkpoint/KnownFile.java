package io.tocsin.collector.receiver.filelog.checkpoint;

/**
 * What is remembered of a file.
 *
 * @param id given once; a truncated file that begins anew gets another
 * @param path where it was seen last
 * @param key device and inode, as the file system tells them
 * @param pattern of the include globs that found it
 * @param start print of its first bytes, few, for looking up
 * @param head print of its first bytes, many
 * @param place up to where everything is in the log
 */
public record KnownFile(
    long id, String path, String key, int pattern, Print start, Print head, Place place) {
  KnownFile at(Place reached) {
    return new KnownFile(id, path, key, pattern, start, head, reached);
  }
}
