package io.tocsin.web.assembly.archive;

/** A backup that is not whole, or was not made, in words for the person who asked. */
public final class BackupFailedException extends RuntimeException {
  public BackupFailedException(String message) {
    super(message);
  }

  public BackupFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
