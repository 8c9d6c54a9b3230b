package io.tocsin.demo.history;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A source file as its authors left it, cut where one of them would have stopped typing: after each
 * member's closing brace. It relies on the house's formatter, which indents members by two.
 *
 * @param path in the repository
 * @param head package, imports and the type's own line
 * @param members each with the blank line before it
 * @param tail the type's closing brace
 */
record SourceFile(String path, List<String> head, List<List<String>> members, List<String> tail) {
  private static final Pattern TYPE =
      Pattern.compile(
          "(public |final |abstract |sealed )*(class|record|interface|enum|@interface) .*");
  private static final String MEMBER_END = "  }";

  /** The line that opens the body of a method or of a constructor. */
  private static final Predicate<String> BODY =
      Pattern.compile("( {2,}.*\\) (throws .*)?|  [A-Z]\\w* )\\{").asMatchPredicate();

  static SourceFile parse(String path, String text) {
    List<String> lines = text.lines().toList();
    int type = first(lines, 0, line -> TYPE.matcher(line).matches());
    int open = first(lines, type, line -> line.endsWith("{") || line.endsWith("{}"));
    int close = lines.lastIndexOf("}");
    if (close <= open) {
      return new SourceFile(path, lines, List.of(), List.of());
    }
    List<List<String>> members = new ArrayList<>();
    int from = open + 1;
    for (int i = from; i < close; i++) {
      if (lines.get(i).equals(MEMBER_END) || i == close - 1) {
        members.add(lines.subList(from, i + 1));
        from = i + 1;
      }
    }
    return new SourceFile(
        path, lines.subList(0, open + 1), List.copyOf(members), lines.subList(close, lines.size()));
  }

  /** A file without members that are told apart, such as a schema. */
  static SourceFile whole(String path, String text) {
    return new SourceFile(path, text.lines().toList(), List.of(), List.of());
  }

  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Which member declares that method; -1 where none does. */
  int memberOf(String method) {
    Pattern declaration =
        Pattern.compile("  (?! |\\*|/)[^=(]*\\b" + Pattern.quote(method) + "\\(.*");
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).stream().anyMatch(line -> declaration.matcher(line).matches())) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The file when only some of its members were written.
   *
   * @param written by index
   */
  String text(BitSet written) {
    List<String> lines = new ArrayList<>(head);
    for (int i = 0; i < members.size(); i++) {
      if (written.get(i)) {
        lines.addAll(members.get(i));
      }
    }
    lines.addAll(tail);
    return String.join("\n", lines) + '\n';
  }

  /** The file with all its members. */
  String text() {
    BitSet all = new BitSet();
    all.set(0, members.size());
    return text(all);
  }

  /** The same members, the last one first, below a line more. */
  SourceFile turnedRound() {
    List<String> lines = new ArrayList<>(List.of("// Members are sorted by the team's own order."));
    lines.addAll(head);
    return new SourceFile(path, lines, members.reversed(), tail);
  }

  /** Another form of one member. */
  SourceFile with(int member, List<String> lines) {
    List<List<String>> changed = new ArrayList<>(members);
    changed.set(member, lines);
    return new SourceFile(path, head, List.copyOf(changed), tail);
  }

  /** Whether something can be noted within that member. */
  boolean hasBody(int member) {
    return members.get(member).stream().anyMatch(BODY);
  }

  /** A line of comment at the beginning of that member's body. */
  SourceFile noted(int member, String note) {
    List<String> lines = new ArrayList<>(members.get(member));
    lines.add(first(lines, 0, BODY) + 1, "    // " + note);
    return with(member, lines);
  }

  private static int first(List<String> lines, int from, Predicate<String> wanted) {
    for (int i = from; i < lines.size(); i++) {
      if (wanted.test(lines.get(i))) {
        return i;
      }
    }
    return lines.size() - 1;
  }
}
