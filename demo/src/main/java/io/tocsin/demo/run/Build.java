package io.tocsin.demo.run;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Builds the bank from its repository's sources, as its pipeline would. */
final class Build {
  /** Spring reads parameters' names, stack traces lines. */
  private static final List<String> OPTIONS =
      List.of("-g", "-parameters", "-proc:none", "-nowarn", "-Xlint:none", "-XDignore.symbol.file");

  private static final String FOLDER = "src/main/java/";

  private final List<Path> libraries;

  /**
   * @param libraries jars that the sources are compiled against
   */
  Build(List<Path> libraries) {
    this.libraries = libraries;
  }

  /**
   * @param sources Java files by their path in the repository
   * @param classes a folder to be made
   */
  void compile(Map<String, String> sources, Path classes) throws IOException, DemoFailedException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new DemoFailedException(
          System.getProperty("java.home") + " has no compiler (expected: a JDK)");
    }
    StringWriter complaints = new StringWriter();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      files.setLocationFromPaths(
          StandardLocation.CLASS_OUTPUT, List.of(Files.createDirectories(classes)));
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, libraries);
      List<Source> units =
          sources.entrySet().stream()
              .map(source -> new Source(source.getKey(), source.getValue()))
              .toList();
      if (!compiler.getTask(complaints, files, null, OPTIONS, null, units).call()) {
        throw new DemoFailedException("the bank's release does not compile:\n" + complaints);
      }
    }
  }

  static String classPath(List<Path> entries) {
    return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String path, String text) {
      super(URI.create("string:///" + path.substring(FOLDER.length())), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
