package io.tocsin.bot.attachment;

import io.tocsin.model.profile.ProfileDifference.FrameChange;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The picture as a page of its own: what was compared in words, the methods that changed most, and
 * the graph, in which a click makes a frame fill the width. It asks nobody for anything: opened
 * from a disk, years later, it shows the same.
 */
final class FlamePage {
  private static final String STYLE =
      """
      body{font:14px/1.5 system-ui,sans-serif;margin:1.5rem;max-width:1260px;color:#1c2127}
      h1{font-size:1.3rem}table{border-collapse:collapse;margin:1rem 0}
      td,th{padding:.2rem .8rem .2rem 0;text-align:left;border-bottom:1px solid #e3e6ea}
      td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
      code{font-family:monospace;word-break:break-all}svg{max-width:100%;height:auto}
      svg g{cursor:pointer}.faint{color:#5c6773}
      """;

  /** Boxes are scaled in place; those outside the chosen one are hidden. */
  private static final String SCRIPT =
      """
      (() => {
        'use strict';
        const svg = document.getElementById('flame');
        const left = 10, whole = 1200;
        const boxes = [...svg.querySelectorAll('g')].map(g => {
          const rect = g.querySelector('rect'), text = g.querySelector('text');
          const at = name => Number(rect.getAttribute(name));
          return { g, rect, text, x: at('x'), y: at('y'), width: at('width') };
        });
        const show = chosen => boxes.forEach(box => {
          const scale = whole / chosen.width;
          const above = box.y < chosen.y && box.x <= chosen.x + 0.6
              && box.x + box.width >= chosen.x + chosen.width - 0.6;
          const x = above ? left : left + (box.x - chosen.x) * scale;
          const width = above ? whole : box.width * scale;
          box.g.style.display = x + width < left + 0.1 || x > left + whole - 0.1 ? 'none' : '';
          box.rect.setAttribute('x', x);
          box.rect.setAttribute('width', width);
          if (box.text) {
            box.text.setAttribute('x', Math.max(left, x) + 3);
          }
        });
        boxes.forEach(box => box.g.addEventListener('click', () => show(box)));
        document.getElementById('whole').addEventListener('click',
          () => show({ x: left, y: -1, width: whole }));
      })();
      """;

  private FlamePage() {}

  /**
   * @param heading the title first
   * @param changes of methods, what grew most first; empty for one profile
   */
  static String of(
      FlameLayout layout,
      List<String> heading,
      List<FrameChange> changes,
      UnaryOperator<String> mask) {
    String title = Escaped.text(heading.getFirst());
    StringBuilder page = new StringBuilder(32_768);
    page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
        .append(" style-src 'unsafe-inline'; script-src 'unsafe-inline'\">")
        .append("<title>")
        .append(title)
        .append("</title><style>")
        .append(STYLE)
        .append("</style></head><body>\n<h1>")
        .append(title)
        .append("</h1>\n");
    heading.stream()
        .skip(1)
        .forEach(line -> page.append("<p>").append(Escaped.text(line)).append("</p>\n"));
    page.append("<p><button type=\"button\" id=\"whole\">Show all</button>")
        .append(" <span class=\"faint\">A click makes a frame fill the width.")
        .append(layout.sides == 2 ? " Red grew, blue shrank, in share of all samples." : "")
        .append("</span></p>\n")
        .append(FlamePicture.of(layout, List.of()));
    if (!changes.isEmpty()) {
      table(changes, mask, page);
    }
    return page.append("<script>").append(SCRIPT).append("</script>\n</body></html>\n").toString();
  }

  private static void table(
      List<FrameChange> changes, UnaryOperator<String> mask, StringBuilder page) {
    page.append("<h2>Methods that grew most</h2>\n<table><thead><tr><th>Method</th>")
        .append("<th class=\"n\">Before</th><th class=\"n\">After</th></tr></thead><tbody>\n");
    for (FrameChange change : changes) {
      page.append("<tr><td><code>")
          .append(Escaped.text(mask.apply(change.frame().toString())))
          .append("</code></td><td class=\"n\">")
          .append(FlamePicture.percent(change.shareBefore()))
          .append("</td><td class=\"n\">")
          .append(FlamePicture.percent(change.shareAfter()))
          .append("</td></tr>\n");
    }
    page.append("</tbody></table>\n");
  }
}
