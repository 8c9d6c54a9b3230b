package io.tocsin.crash;

/** What ended the JVM, by its own words. Texts are empty where the report does not say. */
public final class FatalError {
  /** How the JVM noticed. */
  public enum Kind {
    /** A POSIX signal or a Windows exception at some instruction. */
    SIGNAL,
    /** A check of the JVM on itself failed: assertion, guarantee, ShouldNotReachHere, fatal. */
    INTERNAL,
    /** The operating system gave no more memory or threads. */
    OUT_OF_MEMORY,
    UNKNOWN
  }

  private final Kind kind;
  private final String name;
  private final String code;
  private final String address;
  private final String source;
  private final String message;

  FatalError(Kind kind, String name, String code, String address, String source, String message) {
    this.kind = kind;
    this.name = name;
    this.code = code;
    this.address = address;
    this.source = source;
    this.message = message;
  }

  public Kind kind() {
    return kind;
  }

  /** Such as SIGSEGV, EXCEPTION_ACCESS_VIOLATION, Internal Error, Out of Memory Error. */
  public String name() {
    return name;
  }

  /** Number of the signal or exception, such as 0xb. */
  public String code() {
    return code;
  }

  /** Of the instruction, such as 0x00007fa9d22950f4. */
  public String address() {
    return address;
  }

  /** Where in the JVM's source it noticed, such as sharedRuntime.cpp:833. */
  public String source() {
    return source;
  }

  /** The sentence that the JVM adds to an internal error or to missing memory. */
  public String message() {
    return message;
  }

  @Override
  public String toString() {
    String detail = kind == Kind.SIGNAL ? code : source;
    return detail.isEmpty() ? name : name + " (" + detail + ")";
  }
}
