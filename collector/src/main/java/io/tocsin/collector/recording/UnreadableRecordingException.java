package io.tocsin.collector.recording;

/** Bytes that are no JFR recording, or a broken one; trying again will not help. */
public final class UnreadableRecordingException extends Exception {
  public UnreadableRecordingException(String because) {
    super(because);
  }
}
