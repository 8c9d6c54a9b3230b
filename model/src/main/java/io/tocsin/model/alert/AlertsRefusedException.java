package io.tocsin.model.alert;

/** Alerts, or some of them, were not taken. What could be taken was. */
public final class AlertsRefusedException extends Exception {
  private static final long serialVersionUID = 1;

  /** What the sender should do. */
  public enum Kind {
    /** Nobody reads this format: never send it again. */
    NO_SUCH_FORMAT,
    /** Not what the format says: never send it again. */
    UNREADABLE,
    /** Larger than a limit: send less at once. */
    TOO_LARGE,
    /** The tenant has as many alerts as it may have: try again later. */
    TOO_MANY
  }

  private final Kind kind;

  /**
   * @param because for the sender; repeats no value of what was sent
   */
  public AlertsRefusedException(Kind kind, String because) {
    super(because);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
