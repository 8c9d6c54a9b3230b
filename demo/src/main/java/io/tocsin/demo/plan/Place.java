package io.tocsin.demo.plan;

/**
 * A place in the bank's code that ordinary data can make fail, and how that comes to light. The
 * data is planted through the bank's own API by {@code load.Misfortune}.
 */
public enum Place {
  REFUND(
      "refund",
      "Refunds",
      "reverse",
      "refund.reverse",
      "IndexOutOfBoundsException",
      Ending.EXECUTE),
  EXPOSURE("exposure", "Exposure", "of", "exposure.sum", "StackOverflowError", Ending.EXECUTE),
  SETTLEMENT(
      "settlement",
      "SettlementRun",
      "settle",
      "settlement.settle",
      "ArithmeticException",
      Ending.THREAD),
  POSTING("ledger", "Ledger", "write", "posting.book", "SQLiteException", Ending.THREAD),
  STATEMENT(
      "statement",
      "Statement",
      "category",
      "statement.render",
      "StringIndexOutOfBoundsException",
      Ending.FORK_JOIN),
  NOTICE("notice", "NoticeDesk", "deliver", "notice.deliver", "ClassCastException", Ending.VIRTUAL),
  FEE("fee", "FeeDesk", "fee", "fee.quote", "NullPointerException", Ending.ADVICE),
  CONVERSION("fx", "ConversionDesk", "convert", "fx.convert", "ArithmeticException", Ending.ADVICE),
  SPLIT("split", "Split", "of", "split.divide", "UnbalancedSplitException", Ending.ADVICE),
  INTEREST(
      "interest", "Tiers", "percentFor", "interest.accrue", "NoSuchElementException", Ending.ASYNC),
  LIMIT(
      "limit",
      "LimitBook",
      "inWholeUnits",
      "limit.check",
      "IllegalArgumentException",
      Ending.CONTAINER),
  PAYEE("payee", "Iban", "valid", "payee.check", "NumberFormatException", Ending.CONTAINER);

  /** What becomes of the exception. */
  public enum Ending {
    THREAD("uncaught on a plain thread"),
    EXECUTE("uncaught in ThreadPoolExecutor.execute"),
    FORK_JOIN("uncaught in ForkJoinPool.execute"),
    VIRTUAL("uncaught on a virtual thread"),
    ADVICE("logged by the service's advice"),
    ASYNC("logged by Spring's @Async handler"),
    CONTAINER("logged by Tomcat");

    private final String text;

    Ending(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }

    public boolean uncaught() {
      return switch (this) {
        case THREAD, EXECUTE, FORK_JOIN, VIRTUAL -> true;
        case ADVICE, ASYNC, CONTAINER -> false;
      };
    }
  }

  private static final String BANK = "io.tocsin.demo.bank.";

  private final String folder;
  private final String className;
  private final String method;
  private final String step;
  private final String exception;
  private final Ending ending;

  Place(
      String folder,
      String className,
      String method,
      String step,
      String exception,
      Ending ending) {
    this.folder = folder;
    this.className = className;
    this.method = method;
    this.step = step;
    this.exception = exception;
    this.ending = ending;
  }

  /** The last folder of its package. */
  public String folder() {
    return folder;
  }

  /** Fully qualified class, a dot, method: where the exception leaves the bank's own code. */
  public String culprit() {
    return BANK + folder + '.' + className + '.' + method;
  }

  /** {@code Class.method}, for people. */
  public String shortCulprit() {
    return className + '.' + method;
  }

  public String method() {
    return method;
  }

  /** Where its source lies in the bank's repository. */
  public String path() {
    return "src/main/java/" + (BANK + folder).replace('.', '/') + '/' + className + ".java";
  }

  /** The step entered last before the exception. */
  public String step() {
    return step;
  }

  /** Simple name of the root cause's class. */
  public String exception() {
    return exception;
  }

  public Ending ending() {
    return ending;
  }

  /** The service whose JVM throws. */
  public String service() {
    return ending == Ending.CONTAINER ? "gateway" : "accounts";
  }
}
