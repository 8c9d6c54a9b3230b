package io.tocsin.bot.tracker.github;

import io.tocsin.model.ticket.Attachment;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Evidence as a comment, because GitHub's API takes no files: each is a link to Tocsin, and texts
 * are folded in below, as far as a comment holds them. What stands in a fence mentions nobody.
 */
final class Folds {
  /** GitHub's limit is 65,536, and a signature follows. */
  private static final int ROOM = 60_000;

  private Folds() {}

  static String of(List<Attachment> files) {
    StringBuilder text = new StringBuilder();
    text.append("Evidence. GitHub takes no files from programs, so it is linked");
    long texts = files.stream().filter(Attachment::isText).count();
    text.append(texts == 0 ? ".\n\n" : ", and texts are folded in below.\n\n");
    files.forEach(file ->
        text.append("- [").append(file.name()).append("](").append(file.url()).append(")\n"));
    int room = texts == 0 ? 0 : (int) ((ROOM - text.length()) / texts);
    files.stream().filter(Attachment::isText).forEach(file -> text.append(fold(file, room)));
    return text.toString();
  }

  private static String fold(Attachment file, int room) {
    String all = new String(file.bytes(), StandardCharsets.UTF_8).strip();
    String fence = "`".repeat(Math.max(3, 1 + longestRun(all)));
    String begin = "\n<details><summary>" + file.name() + "</summary>\n\n" + fence + '\n';
    String end = '\n' + fence + "\n</details>\n";
    int left = room - begin.length() - end.length();
    if (all.length() <= left) {
      return begin + all + end;
    }
    String cut = "\n… cut; all of it is behind the link";
    int length = Math.max(0, left - cut.length());
    if (length > 0 && Character.isHighSurrogate(all.charAt(length - 1))) {
      length--;
    }
    return begin + all.substring(0, length) + cut + end;
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
