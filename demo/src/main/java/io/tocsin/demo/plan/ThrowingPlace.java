package io.tocsin.demo.plan;

/**
 * A place in the bank's code that ordinary data can make fail, and how that comes to light. The
 * data is planted through the bank's own API by {@code load.Misfortune}.
 */
public enum ThrowingPlace implements Place {
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

  private final Code code;
  private final String step;
  private final String exception;
  private final Ending ending;

  ThrowingPlace(
      String folder,
      String className,
      String method,
      String step,
      String exception,
      Ending ending) {
    this.code = new Code(folder, className, method);
    this.step = step;
    this.exception = exception;
    this.ending = ending;
  }

  /** Where the exception leaves the bank's own code. */
  @Override
  public Code code() {
    return code;
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

  @Override
  public String service() {
    return ending == Ending.CONTAINER ? "gateway" : "accounts";
  }
}
