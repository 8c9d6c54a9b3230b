package io.tocsin.collector.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Any text is a message: nothing is thrown, and a hash stands for one shape. */
class TokensFuzzTest {
  private static final String[] PIECES = {
    "a", "Z", "user", "Jan", "true", "dead", "beef", "0", "17", "转", "\uD83D", "\u0000", "\u001F",
    " ", "\t", "\n", "\u00A0", "\"", "'", "=", ":", "::", "://", ",", ";", "(", ")", "()", "[", "]",
    "{", "}", "<", ">", "<*>", "|", "@", "&", ".", "...", "....", "!", "?", "/", "\\", "-", "_", "+"
  };

  private final Tokens tokens = new Tokens();
  private final Map<Long, String> shapes = new HashMap<>();

  @Test
  void someTexts() {
    messages(20_000, this::check);
  }

  @Test
  @Tag("long")
  void manyTexts() {
    messages(1_000_000, this::check);
  }

  @Test
  void aText_asLongAsAllowed_costsNoMoreThanItsLengthAsks() {
    ServiceTemplates templates = new ServiceTemplates(TemplateConfig.byDefault());
    for (String piece : PIECES) {
      String text = (piece + "1:").repeat(1_000);
      assertThat(templates.add(text, 1).text().length()).isLessThanOrEqualTo(3 * text.length());
    }
  }

  private static void messages(int count, Consumer<String> check) {
    Random random = new Random(11);
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(24);
      for (int j = 0; j < length; j++) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      check.accept(text.toString());
    }
  }

  private void check(String message) {
    tokens.read(message, 64);
    Shape shape = Shape.of(tokens);
    String pieces = shape.pieces();
    assertThat(Shape.ofPieces(pieces)).as("read back: %s", message).isEqualTo(shape);
    String before = shapes.putIfAbsent(tokens.hash(), pieces);
    if (before != null) {
      assertThat(pieces).as("same hash: %s", message).isEqualTo(before);
    }
    if (shapes.size() > 100_000) {
      shapes.clear();
    }
  }
}
