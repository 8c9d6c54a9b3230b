package io.tocsin.collector.decode;

/** An entry of the log that is not what its batch says it is; trying again will not help. */
public final class UndecodableEntryException extends Exception {
  public UndecodableEntryException(String because, Throwable cause) {
    super(because, cause);
  }
}
