package io.tocsin.web.backup;

/** No backup now, in words that say what to do. */
public final class BackupRefusedException extends Exception {
  /** What stands in the way. */
  public enum Reason {
    /** Another one is being taken. */
    RUNNING,
    /** The copies that it takes for a while have no room. */
    NO_SPACE,
    /** Part of the data is not in files of this server. */
    ELSEWHERE
  }

  private final Reason reason;

  public BackupRefusedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
