package io.tocsin.bot.markup;

import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.markdown.MarkdownRenderer;

/**
 * Markdown for trackers that act on what they read in it: that notify whom a text mentions, link
 * what looks like a number of an issue, close others by a word, or take a line that begins with a
 * slash for a command (GitHub and GitLab, "autolinked references", "quick actions"). A log line
 * must be able to do none of that: an invisible space keeps marks from being marks. Code is left
 * alone, as they leave it. HTML is words like any other.
 */
public final class MarkdownText extends AbstractVisitor {
  private static final Parser PARSER = Parser.builder().build();
  private static final MarkdownRenderer RENDERER = MarkdownRenderer.builder().build();
  private static final Pattern MENTION = Pattern.compile("(?<!\\w)@(?=\\w)");
  private static final Pattern REFERENCE = Pattern.compile("([#!~%&$]|GH-)(?=\\w)");
  private static final Pattern COMMAND = Pattern.compile("^(\\s*)/");
  private static final String GAP = "\u200b";

  private MarkdownText() {}

  public static String of(String markdown) {
    Node document = PARSER.parse(markdown);
    document.accept(new MarkdownText());
    return RENDERER.render(document).strip();
  }

  @Override
  public void visit(Text text) {
    text.setLiteral(harmless(text.getLiteral()));
  }

  /** An address in angle brackets is words: they make a link of it, or not, by themselves. */
  @Override
  public void visit(Link link) {
    String address = link.getDestination();
    if (link.getFirstChild() instanceof Text text
        && (address.equals(text.getLiteral()) || address.equals("mailto:" + text.getLiteral()))) {
      link.insertBefore(new Text('<' + text.getLiteral() + '>'));
      link.unlink();
    } else {
      visitChildren(link);
    }
  }

  @Override
  public void visit(HtmlInline html) {
    html.insertBefore(new Text(harmless(html.getLiteral())));
    html.unlink();
  }

  @Override
  public void visit(HtmlBlock html) {
    Paragraph words = new Paragraph();
    words.appendChild(new Text(harmless(html.getLiteral().replaceAll("\\s+", " "))));
    html.insertBefore(words);
    html.unlink();
  }

  private static String harmless(String text) {
    String mentions = MENTION.matcher(text).replaceAll("@" + GAP);
    String references = REFERENCE.matcher(mentions).replaceAll("$1" + GAP);
    return COMMAND.matcher(references).replaceAll("$1" + GAP + "/");
  }
}
