package io.tocsin.bot.suspect;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.CompactConstructorDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds a method's lines in a Java file, by its name: a stack knows no parameters. What cannot be
 * parsed has no methods; other languages are not read.
 */
final class MethodLocator {
  private static final int MAX_CHARACTERS = 2_000_000;

  private MethodLocator() {}

  static MethodText find(String path, String text, MethodName name) {
    if (!path.endsWith(".java") || text.isEmpty() || text.length() > MAX_CHARACTERS) {
      return MethodText.NONE;
    }
    try {
      return parse(text)
          .flatMap(file -> typeOf(file, name))
          .map(type -> collect(type, name))
          .orElse(MethodText.NONE);
    } catch (StackOverflowError e) {
      // A sum of thousands of terms is as deep a tree: it is read, and cannot be printed.
      return MethodText.NONE;
    }
  }

  private static Optional<CompilationUnit> parse(String text) {
    ParserConfiguration lenient =
        new ParserConfiguration()
            .setLanguageLevel(ParserConfiguration.LanguageLevel.RAW)
            .setAttributeComments(false);
    try {
      return new JavaParser(lenient).parse(text).getResult();
    } catch (RuntimeException | StackOverflowError e) {
      // The parser is built by a generator and meets other people's code: it may fail in any way.
      return Optional.empty();
    }
  }

  /** Down the named classes; what is anonymous or local lies in the last of them. */
  private static Optional<Node> typeOf(CompilationUnit file, MethodName name) {
    String[] names = name.simpleClass().split("\\$");
    Optional<? extends TypeDeclaration<?>> type =
        file.getTypes().stream().filter(t -> t.getNameAsString().equals(names[0])).findFirst();
    for (int i = 1; i < names.length && type.isPresent(); i++) {
      String nested = names[i];
      if (nested.isEmpty() || Character.isDigit(nested.charAt(0))) {
        break;
      }
      Optional<? extends TypeDeclaration<?>> inner =
          type.get().getMembers().stream()
              .filter(BodyDeclaration::isTypeDeclaration)
              .map(member -> (TypeDeclaration<?>) member)
              .filter(t -> t.getNameAsString().equals(nested))
              .findFirst();
      type = inner;
    }
    return type.map(Node.class::cast);
  }

  private static MethodText collect(Node type, MethodName name) {
    boolean inner = name.simpleClass().matches(".*\\$\\d.*");
    List<? extends BodyDeclaration<?>> members =
        type.findAll(BodyDeclaration.class).stream()
            .map(member -> (BodyDeclaration<?>) member)
            .filter(member -> inner || member.getParentNode().filter(p -> p == type).isPresent())
            .filter(member -> isNamed(member, name.method()))
            .toList();
    List<MethodText.Range> ranges =
        members.stream()
            .flatMap(member -> member.getRange().stream())
            .map(range -> new MethodText.Range(range.begin.line, range.end.line))
            .toList();
    return new MethodText(
        ranges, members.stream().map(Node::toString).collect(Collectors.joining("\n")));
  }

  private static boolean isNamed(BodyDeclaration<?> member, String method) {
    return switch (method) {
      case "<init>" ->
          member instanceof ConstructorDeclaration
              || member instanceof CompactConstructorDeclaration
              || member instanceof FieldDeclaration field && !field.isStatic()
              || member instanceof InitializerDeclaration block && !block.isStatic();
      case "<clinit>" ->
          member instanceof FieldDeclaration field && field.isStatic()
              || member instanceof InitializerDeclaration block && block.isStatic();
      default ->
          member instanceof MethodDeclaration named && named.getNameAsString().equals(method);
    };
  }
}
