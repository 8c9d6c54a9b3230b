package io.tocsin.model.profile;

/**
 * One frame of a sampled stack, told apart by method, not by line.
 *
 * @param className fully qualified with dots, as in a stack trace; of a native frame its library,
 *     empty where unknown
 * @param method such as {@code settle}, or the native symbol
 */
public record ProfileFrame(Kind kind, String className, String method) {
  /** Stands for call paths that a store did not keep apart, because there were too many. */
  public static final ProfileFrame OTHER = new ProfileFrame(Kind.NATIVE, "", "(other)");

  public enum Kind {
    JAVA,
    NATIVE,
    CPP,
    KERNEL
  }

  /** {@code com.bank.Fees.rate}, or the symbol alone. */
  @Override
  public String toString() {
    return kind != Kind.JAVA || className.isEmpty() ? method : className + '.' + method;
  }
}
