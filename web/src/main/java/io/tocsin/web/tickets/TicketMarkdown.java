package io.tocsin.web.tickets;

import java.util.List;
import java.util.Map;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlRenderer;
import org.springframework.stereotype.Component;

/**
 * A ticket's text as HTML. Whoever may write in the tracker may have written it: its HTML is shown
 * as text, links lead to http, https and mailto only, and images become links, so that reading a
 * ticket tells no other host of it.
 */
@Component
final class TicketMarkdown {
  /** Levels of quotes, lists and emphasis; rendering calls itself once a level. */
  private static final int MAX_DEPTH = 50;

  /** Above it are the page's own headings. */
  private static final int TOP_LEVEL = 3;

  private final Parser parser =
      Parser.builder().maxOpenBlockParsers(MAX_DEPTH).maxInlineNesting(MAX_DEPTH).build();
  private final HtmlRenderer renderer =
      HtmlRenderer.builder()
          .escapeHtml(true)
          .sanitizeUrls(true)
          .urlSanitizer(new DefaultUrlSanitizer(List.of("http", "https", "mailto")))
          .softbreak("<br>\n")
          .attributeProviderFactory(context -> TicketMarkdown::attributes)
          .build();

  String html(String markdown) {
    Node document = parser.parse(markdown);
    document.accept(new Fitting());
    return renderer.render(document);
  }

  private static void attributes(Node node, String tag, Map<String, String> attributes) {
    if (node instanceof Link) {
      attributes.put("rel", "nofollow noreferrer");
    }
  }

  /** Makes a document fit into the page. */
  private static final class Fitting extends AbstractVisitor {
    @Override
    public void visit(Heading heading) {
      heading.setLevel(Math.max(TOP_LEVEL, heading.getLevel()));
      visitChildren(heading);
    }

    @Override
    public void visit(Image image) {
      Node link = new Link(image.getDestination(), image.getTitle());
      if (image.getFirstChild() == null) {
        link.appendChild(new Text(image.getDestination()));
      }
      while (image.getFirstChild() != null) {
        link.appendChild(image.getFirstChild());
      }
      image.insertAfter(link);
      image.unlink();
      visitChildren(link);
    }
  }
}
