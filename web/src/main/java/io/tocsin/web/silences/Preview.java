package io.tocsin.web.silences;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a silence would mute now.
 *
 * @param asked of how many open incidents, those seen last
 * @param matching how many of them
 * @param some of those that match
 * @param problem why it cannot be told; null where it can
 */
public record Preview(long asked, long matching, List<Line> some, @Nullable String problem) {
  /** One incident. */
  public record Line(String name, String headline, String where) {
    public String path() {
      return "/incidents/" + name;
    }
  }

  public Preview {
    some = List.copyOf(some);
  }

  static Preview refused(String because) {
    return new Preview(0, 0, List.of(), because);
  }
}
