package io.tocsin.crash;

/** One frame of the thread that crashed. Texts are empty where the report does not say. */
public final class CrashFrame {
  /** What runs there, by the letter that HotSpot prints before it. */
  public enum Kind {
    COMPILED('J'),
    AHEAD_OF_TIME('A'),
    INTERPRETED('j'),
    VM('V'),
    STUB('v'),
    NATIVE('C');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }

    public char letter() {
      return letter;
    }
  }

  private final Kind kind;
  private final String text;
  private final String className;
  private final String method;
  private final String descriptor;
  private final String module;
  private final String compiler;
  private final String library;
  private final String offset;

  CrashFrame(Builder from) {
    kind = from.kind;
    text = from.text;
    className = from.className;
    method = from.method;
    descriptor = from.descriptor;
    module = from.module;
    compiler = from.compiler;
    library = from.library;
    offset = from.offset;
  }

  /** Collects the parts as {@link FrameReader} meets them. */
  static final class Builder {
    final Kind kind;
    final String text;
    String className = "";
    String method = "";
    String descriptor = "";
    String module = "";
    String compiler = "";
    String library = "";
    String offset = "";

    Builder(Kind kind, String text) {
      this.kind = kind;
      this.text = text;
    }
  }

  public Kind kind() {
    return kind;
  }

  /** The line as printed, without a leading "#". */
  public String text() {
    return text;
  }

  public boolean isJava() {
    return kind == Kind.COMPILED || kind == Kind.AHEAD_OF_TIME || kind == Kind.INTERPRETED;
  }

  /** Of a Java frame, such as com.example.Main. */
  public String className() {
    return className;
  }

  /** Java method, stub, or symbol with its parameters, such as {@code Monitor::lock(Thread*)}. */
  public String method() {
    return method;
  }

  /** Of a Java frame: parameters and result as in class files, such as (JI)V. */
  public String descriptor() {
    return descriptor;
  }

  /** Of a Java frame, such as java.base. */
  public String module() {
    return module;
  }

  /** Of a compiled frame, such as c2. */
  public String compiler() {
    return compiler;
  }

  /** Of a native frame: the file's name, such as libjvm.so. */
  public String library() {
    return library;
  }

  /** Of a native frame: place in the library, such as 0xf160f4; else the bare address. */
  public String offset() {
    return offset;
  }

  /** The symbol without result, parameters, template arguments and clones; may be empty. */
  public String symbol() {
    return SymbolName.of(method);
  }

  @Override
  public String toString() {
    return text;
  }
}
