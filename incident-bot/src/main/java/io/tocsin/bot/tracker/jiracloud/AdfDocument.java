package io.tocsin.bot.tracker.jiracloud;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * Markdown as a document in Atlassian Document Format, version 1: nested maps and lists, as they go
 * into JSON. HTML is words like any other.
 */
final class AdfDocument extends AbstractVisitor {
  private static final Parser PARSER = Parser.builder().build();

  private final Deque<List<Object>> open = new ArrayDeque<>();
  private final Deque<Map<String, Object>> marks = new ArrayDeque<>();

  private AdfDocument() {}

  static Map<String, Object> of(String markdown) {
    AdfDocument document = new AdfDocument();
    List<Object> content = new ArrayList<>();
    document.open.push(content);
    PARSER.parse(markdown).accept(document);
    return Map.of("version", 1, "type", "doc", "content", content);
  }

  private void add(Object node) {
    open.element().add(node);
  }

  private void block(String type, Map<String, Object> attributes, Node node) {
    List<Object> content = new ArrayList<>();
    open.push(content);
    visitChildren(node);
    open.pop();
    Map<String, Object> made = new LinkedHashMap<>();
    made.put("type", type);
    if (!attributes.isEmpty()) {
      made.put("attrs", attributes);
    }
    made.put("content", content);
    add(made);
  }

  /** An empty text is not valid. */
  private void text(String text, List<Map<String, Object>> marks) {
    if (!text.isEmpty()) {
      Map<String, Object> made = new LinkedHashMap<>();
      made.put("type", "text");
      made.put("text", text);
      if (!marks.isEmpty()) {
        made.put("marks", marks);
      }
      add(made);
    }
  }

  private void text(String text) {
    text(text, List.copyOf(marks));
  }

  private void marked(Map<String, Object> mark, Node inside) {
    marks.addLast(mark);
    visitChildren(inside);
    marks.removeLast();
  }

  @Override
  public void visit(Heading heading) {
    block("heading", Map.of("level", heading.getLevel()), heading);
  }

  @Override
  public void visit(Paragraph paragraph) {
    block("paragraph", Map.of(), paragraph);
  }

  @Override
  public void visit(BulletList list) {
    block("bulletList", Map.of(), list);
  }

  @Override
  public void visit(OrderedList list) {
    block("orderedList", Map.of(), list);
  }

  @Override
  public void visit(ListItem item) {
    block("listItem", Map.of(), item);
  }

  @Override
  public void visit(FencedCodeBlock block) {
    literal("codeBlock", block.getLiteral());
  }

  @Override
  public void visit(IndentedCodeBlock block) {
    literal("codeBlock", block.getLiteral());
  }

  @Override
  public void visit(HtmlBlock html) {
    literal("paragraph", html.getLiteral());
  }

  private void literal(String type, String literal) {
    List<Object> content = new ArrayList<>();
    open.push(content);
    text(literal.stripTrailing(), List.of());
    open.pop();
    add(Map.of("type", type, "content", content));
  }

  @Override
  public void visit(HtmlInline html) {
    text(html.getLiteral());
  }

  @Override
  public void visit(Text text) {
    text(text.getLiteral());
  }

  /** The code mark goes with no mark but a link's. */
  @Override
  public void visit(Code code) {
    text(code.getLiteral(), List.of(Map.of("type", "code")));
  }

  @Override
  public void visit(StrongEmphasis strong) {
    marked(Map.of("type", "strong"), strong);
  }

  @Override
  public void visit(Emphasis emphasis) {
    marked(Map.of("type", "em"), emphasis);
  }

  @Override
  public void visit(Link link) {
    marked(Map.of("type", "link", "attrs", Map.of("href", link.getDestination())), link);
  }

  @Override
  public void visit(SoftLineBreak line) {
    text(" ");
  }

  @Override
  public void visit(HardLineBreak line) {
    add(Map.of("type", "hardBreak"));
  }
}
