package io.tocsin.bot.oncall;

/** {@code SCHEDULE/LAYER}, as a step of a route names it. */
public record OnCallStep(String schedule, String layer) {
  /**
   * @throws IllegalArgumentException where it does not name both
   */
  public static OnCallStep of(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw new IllegalArgumentException(text);
    }
    return new OnCallStep(parts[0], parts[1]);
  }

  @Override
  public String toString() {
    return schedule + '/' + layer;
  }
}
