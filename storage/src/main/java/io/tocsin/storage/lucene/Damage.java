package io.tocsin.storage.lucene;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.jspecify.annotations.Nullable;

/** Tells an index that cannot be read, now or ever, from a disk that does not answer. */
final class Damage {
  private Damage() {}

  static boolean is(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CorruptIndexException
          || cause instanceof IndexFormatTooNewException
          || cause instanceof IndexFormatTooOldException
          || cause instanceof IndexNotFoundException
          || cause instanceof EOFException
          || cause instanceof FileNotFoundException
          || cause instanceof NoSuchFileException) {
        return true;
      }
    }
    return false;
  }
}
