package io.tocsin.bot.suspect;

import io.tocsin.model.fault.Frame;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A method as a stack or a profile names it.
 *
 * @param className fully qualified, nested ones behind a dollar
 */
public record MethodName(String className, String method) {
  private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");

  /** The method that a frame's lines are written in: a lambda's is the one around it. */
  public static MethodName of(Frame frame) {
    Matcher lambda = LAMBDA.matcher(frame.method());
    if (!lambda.matches()) {
      return new MethodName(frame.className(), frame.method());
    }
    return new MethodName(
        frame.className(),
        switch (lambda.group(1)) {
          case "new" -> "<init>";
          case "static" -> "<clinit>";
          default -> lambda.group(1);
        });
  }

  /** {@code FeeTable.rate}. */
  @Override
  public String toString() {
    return className.substring(className.lastIndexOf('.') + 1).replace('$', '.') + '.' + method;
  }

  /** Behind the package: {@code Outer$Inner$1}. */
  String simpleClass() {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  /** The same in the class that another file is named after. */
  MethodName inFile(String path) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    int dot = file.indexOf('.');
    String outer = dot < 0 ? file : file.substring(0, dot);
    String simple = simpleClass();
    int nested = simple.indexOf('$');
    String prefix = className.substring(0, className.length() - simple.length());
    return new MethodName(prefix + outer + (nested < 0 ? "" : simple.substring(nested)), method);
  }
}
