package io.tocsin.crash;

/** The name in a demangled C++ symbol. */
final class SymbolName {
  private SymbolName() {}

  /**
   * {@code void VMError::report_and_die()} becomes {@code VMError::report_and_die}; template
   * arguments, parameters and marks such as {@code [clone .part.28]} go.
   */
  static String of(String symbol) {
    StringBuilder name = new StringBuilder(symbol.length());
    int depth = 0;
    for (int i = 0; i < symbol.length(); i++) {
      char c = symbol.charAt(i);
      if (symbol.startsWith("operator", i) && depth == 0) {
        return lastWord(name) + operatorAt(symbol, i);
      } else if (symbol.startsWith("(anonymous namespace)", i)) {
        i += "(anonymous namespace)".length() - 1;
      } else if (c == '<') {
        depth++;
      } else if (c == '>') {
        depth--;
      } else if (depth <= 0 && (c == '(' || c == '[' || (c == '+' && name.length() > 0))) {
        break;
      } else if (depth <= 0) {
        name.append(c);
      }
    }
    return lastWord(name);
  }

  private static String operatorAt(String symbol, int at) {
    int end = at;
    while (end < symbol.length() && symbol.charAt(end) != '(' && symbol.charAt(end) != ' ') {
      end++;
    }
    return symbol.substring(at, end);
  }

  private static String lastWord(StringBuilder name) {
    String trimmed = name.toString().trim();
    return trimmed.substring(trimmed.lastIndexOf(' ') + 1);
  }
}
