package io.tocsin.bot.markup;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * Markdown written as a markup of the family of Textile and Jira's wiki: {@code h3.} for headings,
 * a star a level for lists. HTML in it is words like any other.
 */
public final class MarkupText extends AbstractVisitor {
  private static final Parser PARSER = Parser.builder().build();

  private final Tokens tokens;
  private final StringBuilder out = new StringBuilder();
  private final StringBuilder bullets = new StringBuilder();

  private MarkupText(Tokens tokens) {
    this.tokens = tokens;
  }

  public static String of(String markdown, Tokens tokens) {
    MarkupText text = new MarkupText(tokens);
    PARSER.parse(markdown).accept(text);
    return text.out.toString().strip();
  }

  @Override
  public void visit(Heading heading) {
    out.append("\nh").append(heading.getLevel()).append(". ");
    visitChildren(heading);
    out.append("\n\n");
  }

  @Override
  public void visit(Paragraph paragraph) {
    visitChildren(paragraph);
    out.append(bullets.isEmpty() ? "\n\n" : "\n");
  }

  @Override
  public void visit(BulletList list) {
    items(list, '*');
  }

  @Override
  public void visit(OrderedList list) {
    items(list, '#');
  }

  private void items(Node list, char bullet) {
    bullets.append(bullet);
    visitChildren(list);
    bullets.setLength(bullets.length() - 1);
    if (bullets.isEmpty()) {
      out.append('\n');
    }
  }

  @Override
  public void visit(ListItem item) {
    out.append(bullets).append(' ');
    visitChildren(item);
  }

  @Override
  public void visit(FencedCodeBlock block) {
    block(block.getLiteral());
  }

  @Override
  public void visit(IndentedCodeBlock block) {
    block(block.getLiteral());
  }

  private void block(String literal) {
    String end = tokens.blockClose();
    // What would end the block inside it is broken up by an invisible character.
    String safe = literal.replace(end, end.charAt(0) + "\u200b" + end.substring(1));
    out.append(tokens.blockOpen()).append('\n').append(safe).append(end).append("\n\n");
  }

  @Override
  public void visit(Text text) {
    out.append(tokens.words().apply(text.getLiteral()));
  }

  @Override
  public void visit(HtmlInline html) {
    out.append(tokens.words().apply(html.getLiteral()));
  }

  @Override
  public void visit(HtmlBlock html) {
    out.append(tokens.words().apply(html.getLiteral())).append("\n\n");
  }

  @Override
  public void visit(Code code) {
    out.append(tokens.code().apply(code.getLiteral()));
  }

  @Override
  public void visit(StrongEmphasis strong) {
    around(strong, tokens.strong());
  }

  @Override
  public void visit(Emphasis emphasis) {
    around(emphasis, tokens.emphasis());
  }

  private void around(Node node, String mark) {
    out.append(mark);
    visitChildren(node);
    out.append(mark);
  }

  @Override
  public void visit(Link link) {
    int begin = out.length();
    visitChildren(link);
    String text = out.substring(begin);
    out.setLength(begin);
    out.append(tokens.link().apply(text, link.getDestination()));
  }

  @Override
  public void visit(SoftLineBreak line) {
    out.append('\n');
  }

  @Override
  public void visit(HardLineBreak line) {
    out.append('\n');
  }
}
