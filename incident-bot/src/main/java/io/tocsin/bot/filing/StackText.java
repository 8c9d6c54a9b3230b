package io.tocsin.bot.filing;

import io.tocsin.model.fault.Frame;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.fault.StackTrace;
import io.tocsin.model.fault.Thrown;
import java.util.List;
import java.util.Optional;

/**
 * A stack trace cut to what an owner reads: own frames whole, runs of others as their count, except
 * where the exception was thrown.
 */
final class StackText {
  static final int MAX_CHARACTERS = 12_000;
  private static final int MAX_OWN_FRAMES = 40;
  private static final int MAX_MESSAGE = 1_000;
  private static final int FOREIGN_FRAMES_ON_TOP = 2;
  private static final int MAX_THROWN = 10;

  private final OwnCode own;
  private final StringBuilder text = new StringBuilder();

  private StackText(OwnCode own) {
    this.own = own;
  }

  static String of(String stack, OwnCode own) {
    Optional<StackTrace> trace = StackTrace.parse(stack);
    return Markdown.cut(trace.map(t -> new StackText(own).tell(t)).orElse(stack), MAX_CHARACTERS);
  }

  private String tell(StackTrace trace) {
    List<Thrown> chain = trace.chain();
    for (int i = 0; i < chain.size(); i++) {
      if (i >= MAX_THROWN - 1 && i < chain.size() - 1) {
        continue;
      }
      Thrown thrown = chain.get(i);
      text.append(i == 0 ? "" : "Caused by: ").append(thrown.type());
      if (!thrown.message().isEmpty()) {
        text.append(": ").append(Markdown.cut(thrown.message(), MAX_MESSAGE));
      }
      text.append('\n');
      frames(thrown.frames());
      thrown.suppressed().forEach(s -> text.append("\tSuppressed: ").append(s).append('\n'));
    }
    return text.toString();
  }

  private void frames(List<Frame> frames) {
    int folded = 0;
    int told = 0;
    for (int i = 0; i < frames.size(); i++) {
      Frame frame = frames.get(i);
      if (told < MAX_OWN_FRAMES && (i < FOREIGN_FRAMES_ON_TOP || own.isOwn(frame))) {
        fold(folded);
        folded = 0;
        told++;
        text.append("\tat ").append(frame).append('\n');
      } else {
        folded++;
      }
    }
    fold(folded);
  }

  private void fold(int frames) {
    if (frames > 0) {
      text.append("\t… ").append(frames).append(frames == 1 ? " frame\n" : " frames\n");
    }
  }
}
