package io.tocsin.bot.alert;

import io.tocsin.model.alert.AlertIntake.Taken;
import io.tocsin.model.alert.AlertsRefusedException;
import io.tocsin.model.alert.AlertsRefusedException.Kind;
import io.tocsin.model.effect.Once;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Taking one request in as something that is done once. Doing it again after it was stopped changes
 * little: alerts are told apart by their labels.
 */
final class Taking implements Once.Work {
  private static final String BETWEEN = " ";

  private final Step step;
  private @Nullable AlertsRefusedException refused;
  private @Nullable IOException broken;

  /** What is done. */
  interface Step {
    Taken take() throws IOException, AlertsRefusedException;
  }

  Taking(Step step) {
    this.step = step;
  }

  @Override
  public Once.Result perform(boolean mayBeDone) {
    try {
      Taken taken = step.take();
      return new Once.Done(taken.firing() + BETWEEN + taken.resolved() + BETWEEN + taken.ignored());
    } catch (AlertsRefusedException e) {
      refused = e;
      String because = String.valueOf(e.getMessage());
      return e.kind() == Kind.TOO_MANY ? new Once.NotNow(because) : new Once.Refused(because);
    } catch (IOException e) {
      broken = e;
      return new Once.NotNow(String.valueOf(e.getMessage()));
    }
  }

  /** What the sender is answered, the first time as another. */
  Taken answer(Once.Result result) throws IOException, AlertsRefusedException {
    if (refused != null) {
      throw refused;
    }
    if (broken != null) {
      throw broken;
    }
    return switch (result) {
      case Once.Done done -> read(done.answer());
      case Once.Refused never -> throw new AlertsRefusedException(Kind.UNREADABLE, never.because());
      case Once.NotNow later -> throw new IOException(later.because());
    };
  }

  private static Taken read(String answer) {
    String[] counts = answer.split(BETWEEN, -1);
    return new Taken(
        Integer.parseInt(counts[0]), Integer.parseInt(counts[1]), Integer.parseInt(counts[2]));
  }
}
