package io.tocsin.bot.attachment;

import io.tocsin.model.profile.FlameGraph.Whose;
import java.util.List;

/**
 * A flame graph as SVG, callers above what they call: of two profiles red what grew and blue what
 * shrank, as the console has it. Without script and without anything from elsewhere. Pure.
 */
final class FlamePicture {
  private static final int WIDTH = 1_200;
  private static final int ROW = 18;
  private static final int MARGIN = 10;
  private static final int LINE = 18;
  private static final double LEAST = 0.5;
  private static final double LETTER = 6.7;
  private static final int STEPS = 4;
  private static final List<String> MORE = List.of("#f9dcd8", "#f6c0b9", "#f29f96", "#ec8177");
  private static final List<String> LESS = List.of("#d6e6f7", "#b4d3f2", "#90bdec", "#6fa8e4");
  private static final String SAME = "#e3e6ea";

  private FlamePicture() {}

  /**
   * @param heading lines above the graph
   */
  static String of(FlameLayout layout, List<String> heading) {
    int top = MARGIN + heading.size() * LINE + MARGIN;
    int height = top + layout.rows * ROW + MARGIN;
    StringBuilder svg = new StringBuilder(16_384);
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"flame\" width=\"")
        .append(WIDTH + 2 * MARGIN)
        .append("\" height=\"")
        .append(height)
        .append("\" viewBox=\"0 0 ")
        .append(WIDTH + 2 * MARGIN)
        .append(' ')
        .append(height)
        .append("\" font-family=\"monospace\" font-size=\"11\">\n")
        .append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    for (int i = 0; i < heading.size(); i++) {
      svg.append("<text x=\"")
          .append(MARGIN)
          .append("\" y=\"")
          .append(MARGIN + (i + 1) * LINE - 5)
          .append(i == 0 ? "\" font-weight=\"bold\">" : "\">")
          .append(Escaped.text(heading.get(i)))
          .append("</text>\n");
    }
    for (int node = 0; node < layout.size; node++) {
      if (layout.width[node] * WIDTH >= LEAST) {
        draw(layout, node, top, svg);
      }
    }
    return svg.append("</svg>\n").toString();
  }

  private static void draw(FlameLayout layout, int node, int top, StringBuilder svg) {
    double left = MARGIN + layout.x[node] * WIDTH;
    double width = layout.width[node] * WIDTH;
    int y = top + layout.row(node) * ROW;
    svg.append("<g><title>")
        .append(Escaped.text(told(layout, node)))
        .append("</title><rect x=\"")
        .append(number(left))
        .append("\" y=\"")
        .append(y)
        .append("\" width=\"")
        .append(number(Math.max(LEAST, width - LEAST)))
        .append("\" height=\"")
        .append(ROW - 1)
        .append("\" fill=\"")
        .append(colour(layout, node))
        .append("\"/>");
    String label = label(layout.name(node), (int) ((width - 6) / LETTER));
    if (!label.isEmpty()) {
      svg.append("<text x=\"")
          .append(number(left + 3))
          .append("\" y=\"")
          .append(y + 12)
          .append("\">")
          .append(Escaped.text(label))
          .append("</text>");
    }
    svg.append("</g>\n");
  }

  /** "com.bank.Fees.rate: 4.0 % before, 31.0 % after". */
  static String told(FlameLayout layout, int node) {
    return layout.name(node)
        + ": "
        + percent(layout.share(node, 0))
        + (layout.sides == 1 ? "" : " before, " + percent(layout.share(node, 1)) + " after");
  }

  static String percent(double share) {
    return number(share * 100) + " %";
  }

  /** As much of the name's end as there is room for: the method says the most. */
  private static String label(String name, int letters) {
    if (letters < 3) {
      return "";
    }
    if (name.length() <= letters) {
      return name;
    }
    int method = name.lastIndexOf('.');
    int type = method < 0 ? -1 : name.lastIndexOf('.', method - 1);
    String inClass = name.substring(type + 1);
    String alone = name.substring(method + 1);
    if (inClass.length() <= letters) {
      return inClass;
    }
    return alone.length() <= letters ? alone : alone.substring(0, letters - 1) + '…';
  }

  private static String colour(FlameLayout layout, int node) {
    Whose whose = layout.whose(node);
    if (whose == Whose.SMALLER) {
      return "#eceef1";
    }
    if (layout.sides == 2) {
      double strength = layout.strength(node);
      int step = (int) Math.ceil(Math.abs(strength) * STEPS - 0.4) - 1;
      return step < 0 ? SAME : (strength > 0 ? MORE : LESS).get(Math.min(step, STEPS - 1));
    }
    return switch (whose) {
      case OWN -> "#a9c3fb";
      case LIBRARY -> "#d9dc92";
      case PLATFORM -> SAME;
      case NATIVE -> "#efbadf";
      case JVM -> "#d3bdf3";
      case KERNEL, SMALLER -> "#f6c0b9";
    };
  }

  /**
   * With one digit behind the point, of what is not negative; a format would cost more than all
   * else of a picture.
   */
  private static String number(double value) {
    long tenths = Math.round(value * 10);
    return tenths / 10 + "." + tenths % 10;
  }
}
