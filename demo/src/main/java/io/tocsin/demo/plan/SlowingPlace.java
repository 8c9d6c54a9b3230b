package io.tocsin.demo.plan;

import java.util.Locale;

/**
 * A place that keeps a processor busy while its endpoint is answered, and of which there is a form
 * that takes about ten times as long: that of a release to come.
 */
public enum SlowingPlace implements Place {
  LOAN("loan", "Annuity", "balances", "/loans", "Take each balance from the closed formula"),
  BOND("bond", "Bond", "yieldAt", "/bonds", "Find yields by halving"),
  RECEIPT("receipt", "Seal", "over", "/receipts", "Write links by format"),
  MEMO("memo", "Categories", "of", "/memos", "Fit rules across line breaks"),
  FUND("risk", "Drawdown", "worst", "/funds", "Add up each window afresh"),
  SCREENING("screening", "WatchList", "resembling", "/api/screenings", "Ignore case in names");

  private final Code code;
  private final String path;
  private final String change;

  SlowingPlace(String folder, String className, String method, String path, String change) {
    this.code = new Code(folder, className, method);
    this.path = path;
    this.change = change;
  }

  @Override
  public Code code() {
    return code;
  }

  /** As the service's spans name it. */
  public String operation() {
    return "POST " + path;
  }

  /** What the commit that makes it slow says. */
  public String change() {
    return change;
  }

  /** The name of its slow form's file. */
  public String slowForm() {
    return name().toLowerCase(Locale.ROOT) + ".txt";
  }

  @Override
  public String service() {
    return path.startsWith("/api/") ? "gateway" : "accounts";
  }
}
