package io.tocsin.bench.delay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

/**
 * A service's sources in a git repository, a class for each fault, and the classes compiled from
 * them: every fault has a call site, a file, an author and, by its package, an owner of its own.
 *
 * @param commit that the classes are compiled from
 */
record FaultSources(Path repository, Path classes, String commit) {
  private static final int DESKS = 20;
  private static final Pattern STEP = Pattern.compile("\\bStep(\\d{5})\\b");

  /** Of numbers from 0 on. */
  static FaultSources write(Path folder, int faults) throws IOException, GitAPIException {
    Path repository = Files.createDirectories(folder.resolve("repository"));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    List<Path> sources = new ArrayList<>();
    for (int number = 0; number < faults; number++) {
      Path source = repository.resolve(path(number));
      Files.createDirectories(source.getParent());
      sources.add(Files.writeString(source, text(number)));
    }
    StringBuilder owners = new StringBuilder("* @settlement\n");
    for (int desk = 0; desk < DESKS; desk++) {
      owners.append("/src/main/java/bank/%s/ @%s-team%n".formatted(desk(desk), desk(desk)));
    }
    Files.writeString(repository.resolve("CODEOWNERS"), owners);
    compile(sources, classes);
    PersonIdent author = new PersonIdent("dev-a", "dev-a@bank.example");
    try (Git git = Git.init().setDirectory(repository.toFile()).setInitialBranch("main").call()) {
      git.add().addFilepattern(".").call();
      String commit =
          git.commit()
              .setMessage("The settlement's steps")
              .setAuthor(author)
              .setCommitter(author)
              .setSign(false)
              .call()
              .name();
      return new FaultSources(repository, classes, commit);
    }
  }

  private static void compile(List<Path> sources, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean done =
          compiler
              .getTask(
                  null,
                  files,
                  null,
                  List.of("-d", classes.toString(), "-g", "-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources))
              .call();
      if (!done) {
        throw new IOException("the faults' sources do not compile");
      }
    }
  }

  private static String path(int number) {
    return "src/main/java/" + className(number).replace('.', '/') + ".java";
  }

  private static String text(int number) {
    return """
    package bank.%s;

    import java.util.function.IntConsumer;

    public record %s(IntConsumer before) implements Runnable {
      @Override
      public void run() {
        before.accept(%d);
        throw new IllegalStateException("settlement has no counterpart in step %d");
      }
    }
    """
        .formatted(desk(number % DESKS), simpleName(number), number, number);
  }

  static String className(int number) {
    return "bank." + desk(number % DESKS) + '.' + simpleName(number);
  }

  private static String desk(int number) {
    return "desk" + (char) ('a' + number);
  }

  private static String simpleName(int number) {
    return String.format(Locale.ROOT, "Step%05d", number);
  }

  /** The fault that a text names; -1 where it names none. */
  static int numberIn(String text) {
    Matcher matcher = STEP.matcher(text);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
  }
}
