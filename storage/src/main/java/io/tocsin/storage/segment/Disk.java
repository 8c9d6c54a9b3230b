package io.tocsin.storage.segment;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The folder that a log lives in. All file access goes through here so that a test can cut the
 * power: neither a file's bytes nor a folder's names are on disk before they were forced.
 */
interface Disk extends Closeable {
  /** Names of all files, in no order. */
  List<String> list() throws IOException;

  /** A new file, or an emptied one where the name is taken. */
  DurableFile create(String name) throws IOException;

  /** A file that exists, to read and write; NoSuchFileException where there is none. */
  DurableFile open(String name) throws IOException;

  /** Atomic; replaces a file of the new name. */
  void rename(String from, String to) throws IOException;

  /** A file that is not there is no error. */
  void delete(String name) throws IOException;

  /**
   * Copies a file's first bytes into another folder, for a backup. At most {@code bytes}, all where
   * there are fewer.
   *
   * @param unchanging nobody writes to the file any more
   */
  void copyTo(String name, long bytes, boolean unchanging, Path folder) throws IOException;

  /** Puts names on disk: what was created, renamed and deleted. */
  void force() throws IOException;

  @Override
  void close();

  /** Takes the folder for this process. */
  interface Opener {
    Disk open() throws IOException;
  }
}
