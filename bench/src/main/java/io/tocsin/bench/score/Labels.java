package io.tocsin.bench.score;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Labels that were extracted from the source of tests: Java literals in a CSV file. */
final class Labels {
  private Labels() {}

  /** All rows but the first, which names the columns. */
  static List<List<String>> csv(Path file) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
      rows.add(row(line));
    }
    return rows;
  }

  static List<String> row(String line) {
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        row.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    row.add(cell.toString());
    return row;
  }

  /**
   * Whether the value is what the Java expression says. Of the name of a variable nothing is known
   * but that there is a value; a text of two literals is cut.
   */
  static boolean matches(String expected, @Nullable Object found) {
    if (found == null) {
      return expected.equals("Long.MIN_VALUE");
    }
    if (expected.matches("[\\d *L]+")) {
      long product = 1;
      for (String factor : expected.split("\\*")) {
        product *= Long.parseLong(factor.replace("L", "").strip());
      }
      return found instanceof Number number && number.longValue() == product;
    }
    if (expected.matches("True|False")) {
      return found.equals(Boolean.valueOf(expected));
    }
    boolean variable = expected.matches("[a-z]\\w*(?: \\+ [a-z]\\w*)*|[a-z]\\w*\\.toString\\(\\)");
    if (variable) {
      return true;
    }
    String text = String.valueOf(found);
    if (expected.startsWith("\"")) {
      String literal = unquoted(expected);
      return expected.contains("\" + \"") ? text.startsWith(literal) : text.equals(literal);
    }
    return text.equals(expected.replaceFirst("^[A-Z]\\w+\\.", ""));
  }

  private static String unquoted(String literal) {
    return literal
        .replace("\" + \"", "")
        .replace("\\\"", "\u0000")
        .replace("\"", "")
        .replace('\u0000', '"');
  }
}
