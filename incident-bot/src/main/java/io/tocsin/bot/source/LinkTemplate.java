package io.tocsin.bot.source;

import io.tocsin.model.config.InvalidSettingException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An address with places to fill in, such as {@code
 * https://git.example/bank/blob/{commit}/{file}#L{line}}. What is filled in is encoded and can only
 * go behind the host, so that it leads nowhere else whatever a frame or commit is called.
 */
final class LinkTemplate {
  private static final String COMMIT = "{commit}";
  private static final String FILE = "{file}";
  private static final String LINE = "{line}";

  /** Scheme, host and what RFC 3986 allows behind it, without brackets and quotes. */
  private static final Pattern SHAPE =
      Pattern.compile(
          "https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/[A-Za-z0-9._~!$&*+,;=:@%/?#-]*",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern COMMIT_ID = Pattern.compile("[0-9a-fA-F]{7,64}");
  private static final int MAX_LENGTH = 1_000;

  private final String template;

  private LinkTemplate(String template) {
    this.template = template;
  }

  /**
   * @throws InvalidSettingException naming {@code key} where it is no address or lacks a place
   */
  static LinkTemplate ofFile(String key, String template) {
    return checked(key, template, List.of(COMMIT, FILE), List.of(LINE));
  }

  /** The same for a commit. */
  static LinkTemplate ofCommit(String key, String template) {
    return checked(key, template, List.of(COMMIT), List.of());
  }

  private static LinkTemplate checked(
      String key, String template, List<String> needed, List<String> allowed) {
    String bare = template;
    boolean complete = true;
    for (String place : needed) {
      complete &= template.contains(place);
      bare = bare.replace(place, "");
    }
    for (String place : allowed) {
      bare = bare.replace(place, "");
    }
    // A place in the host would leave a brace there: the shape allows none before the first slash.
    String host = template.substring(0, Math.max(0, template.indexOf('/', "https://".length())));
    boolean inHost = host.indexOf('{') >= 0;
    if (!complete || inHost || template.length() > MAX_LENGTH || !SHAPE.matcher(bare).matches()) {
      throw new InvalidSettingException(
          key,
          template,
          "an https:// or http:// address with " + String.join(" and ", needed) + " in its path");
    }
    return new LinkTemplate(template);
  }

  /**
   * @param commit its whole id
   * @param path in the repository
   * @param line from 1; where it is not known, the file's first
   */
  String file(String commit, String path, int line) {
    return commit(commit)
        .replace(LINE, Integer.toString(Math.max(1, line)))
        .replace(FILE, encoded(path));
  }

  String commit(String commit) {
    return template.replace(COMMIT, commit);
  }

  static boolean isCommit(String text) {
    return COMMIT_ID.matcher(text).matches();
  }

  private static String encoded(String path) {
    return Arrays.stream(path.split("/", -1))
        .map(segment ->
            URLEncoder.encode(segment, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A"))
        .collect(Collectors.joining("/"));
  }
}
