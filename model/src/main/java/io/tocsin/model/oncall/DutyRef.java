package io.tocsin.model.oncall;

/**
 * Somebody as a member of a layer, on call or not. As text {@code schedule/layer#person}.
 *
 * @param person none of whose names holds a {@code #}
 */
public record DutyRef(String schedule, String layer, String person) {
  /**
   * @throws IllegalArgumentException where it is no such text
   */
  public static DutyRef of(String text) {
    int slash = text.indexOf('/');
    int hash = text.indexOf('#');
    if (slash < 0 || hash < slash) {
      throw new IllegalArgumentException(text + " (expected: schedule/layer#person)");
    }
    return new DutyRef(
        text.substring(0, slash), text.substring(slash + 1, hash), text.substring(hash + 1));
  }

  @Override
  public String toString() {
    return schedule + '/' + layer + '#' + person;
  }
}
