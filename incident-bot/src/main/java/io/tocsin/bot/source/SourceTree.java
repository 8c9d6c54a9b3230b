package io.tocsin.bot.source;

import io.tocsin.model.fault.Frame;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A repository's tree at one commit, as far as owners and suspects need it.
 *
 * @param commit abbreviated
 * @param codeowners the file's text; empty where the repository has none
 * @param byFileName paths of source files
 */
public record SourceTree(
    String commit, String codeowners, Mailmap names, Map<String, List<String>> byFileName) {
  /** A source file, and how sure it is. */
  public record Place(String path, String because) {}

  /**
   * The file of a frame's class: package folders and the file that the frame names, or that of its
   * outermost class.
   */
  public Optional<Place> placeOf(Frame frame) {
    String className = frame.className();
    int dot = className.lastIndexOf('.');
    String folder = dot < 0 ? "" : className.substring(0, dot).replace('.', '/') + '/';
    String file = frame.file() == null ? outermost(className.substring(dot + 1)) : frame.file();
    List<String> ofThatName = byFileName.getOrDefault(file, List.of());
    String suffix = folder + file;
    List<String> inItsPackage =
        ofThatName.stream()
            .filter(path -> path.equals(suffix) || path.endsWith('/' + suffix))
            .sorted((a, b) -> Boolean.compare(isTest(a), isTest(b)))
            .toList();
    if (!inItsPackage.isEmpty()) {
      String path = inItsPackage.getFirst();
      int others = inItsPackage.size() - 1;
      return Optional.of(
          new Place(path, others == 0 ? path : path + ", first of " + (others + 1) + " that fit"));
    }
    return ofThatName.size() == 1
        ? Optional.of(
            new Place(ofThatName.getFirst(), ofThatName.getFirst() + ", the only file so named"))
        : Optional.empty();
  }

  private static boolean isTest(String path) {
    return path.contains("/test/");
  }

  private static String outermost(String simpleName) {
    int dollar = simpleName.indexOf('$');
    return (dollar > 0 ? simpleName.substring(0, dollar) : simpleName) + ".java";
  }
}
