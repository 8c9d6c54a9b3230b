package io.tocsin.demo.plan;

/**
 * A method of the bank.
 *
 * @param folder the last one of its package
 * @param className simple
 */
public record Code(String folder, String className, String method) {
  private static final String BANK = "io.tocsin.demo.bank.";

  /** Fully qualified class, a dot, method. */
  public String culprit() {
    return BANK + folder + '.' + className + '.' + method;
  }

  /** {@code Class.method}, for people. */
  public String shortCulprit() {
    return className + '.' + method;
  }

  /** Where its source lies in the bank's repository. */
  public String path() {
    return "src/main/java/" + (BANK + folder).replace('.', '/') + '/' + className + ".java";
  }
}
