package io.tocsin.collector.receiver.filelog.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Files that cannot be read, and why. Safe for several threads. */
public final class Problems {
  private static final int MAX_KEPT = 100;

  private final Map<String, String> reasons = new LinkedHashMap<>();
  private long count;

  synchronized void add(Path path, IOException e) {
    count++;
    if (reasons.size() < MAX_KEPT) {
      reasons.put(path.toString(), reason(e));
    }
  }

  synchronized void solved(Path path) {
    if (!reasons.isEmpty()) {
      reasons.remove(path.toString());
    }
  }

  /** Since the start. */
  public synchronized long count() {
    return count;
  }

  /** One sentence for people on the first of those that stand. */
  public synchronized Optional<String> tell() {
    return reasons.entrySet().stream()
        .findFirst()
        .map(first ->
            "%s cannot be read: %s%s"
                .formatted(
                    first.getKey(),
                    first.getValue(),
                    reasons.size() > 1 ? ", and " + (reasons.size() - 1) + " more" : ""));
  }

  private static String reason(IOException e) {
    String kind = e.getClass().getSimpleName().replace("Exception", "");
    String because = e instanceof FileSystemException failed ? failed.getReason() : e.getMessage();
    return because == null ? kind : kind + " (" + because + ')';
  }
}
