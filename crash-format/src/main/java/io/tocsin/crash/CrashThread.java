package io.tocsin.crash;

/** The thread that crashed. Texts are empty where the report does not say. */
public final class CrashThread {
  static final CrashThread UNKNOWN = new CrashThread("", "", "", "", false);

  private final String type;
  private final String name;
  private final String state;
  private final String id;
  private final boolean daemon;

  CrashThread(String type, String name, String state, String id, boolean daemon) {
    this.type = type;
    this.name = name;
    this.state = state;
    this.id = id;
    this.daemon = daemon;
  }

  /**
   * Reads what follows the thread's address, such as {@code JavaThread "main" [_thread_in_vm, id=4,
   * stack(…)]} or {@code VMThread [stack: …] [id=25319]}.
   */
  static CrashThread read(String line) {
    int opening = line.indexOf('"');
    int closing = closingQuote(line, opening);
    String name = opening >= 0 && closing > opening ? line.substring(opening + 1, closing) : "";
    String before = (opening < 0 ? line : line.substring(0, opening)).trim();
    String after = closing > opening ? line.substring(closing + 1) : line;
    int space = before.indexOf(' ');
    String type = space < 0 ? before : before.substring(0, space);
    return new CrashThread(
        type.startsWith("[") ? "" : type,
        name,
        stateIn(after),
        after("id=", after),
        after.trim().startsWith("daemon"));
  }

  /** A name may hold quotes and brackets itself; what follows it begins with a bracket. */
  private static int closingQuote(String line, int opening) {
    int found = -1;
    for (String follower : new String[] {"\" [", "\" daemon [", "\" virtual"}) {
      found = Math.max(found, line.lastIndexOf(follower));
    }
    found = found > opening ? found : line.lastIndexOf('"');
    return found > opening ? found : -1;
  }

  private static String stateIn(String text) {
    int begin = text.indexOf("_thread_");
    int end = begin;
    while (end >= 0
        && end < text.length()
        && (Character.isLetter(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    return begin < 0 ? "" : text.substring(begin, end);
  }

  private static String after(String key, String text) {
    int begin = text.indexOf(key);
    if (begin < 0) {
      return "";
    }
    begin += key.length();
    int end = begin;
    while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    return text.substring(begin, end);
  }

  /** Such as JavaThread, VMThread, GCTaskThread, CompilerThread. */
  public String type() {
    return type;
  }

  public String name() {
    return name;
  }

  /** Such as _thread_in_native; only threads that run Java have one. */
  public String state() {
    return state;
  }

  /** The operating system's number for it. */
  public String id() {
    return id;
  }

  public boolean isDaemon() {
    return daemon;
  }
}
