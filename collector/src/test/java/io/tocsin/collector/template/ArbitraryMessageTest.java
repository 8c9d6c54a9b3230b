package io.tocsin.collector.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Any lines are mined: nothing is thrown, and no more is held than the settings allow. */
@Tag("long")
class ArbitraryMessageTest {
  private static final TemplateConfig SMALL = new TemplateConfig(5, 3, 20, 256, 100, 25, 64, 10);

  static Stream<Arguments> messages() {
    return Stream.of(
            "user a in\nuser b in\nuser c in\nuser d in",
            "x=Pool{a} \"q\" 00:1b:44:11:3a:b7 http://a/b?c=d. Thu Aug 11 [1, 2, 3] <*>",
            "((([[[{{{\"\"\"'''===:::...!!!",
            "::::1:1:1:1:1:1:1:1:1:1")
        .map(text -> Arguments.of((Object) text.getBytes(StandardCharsets.UTF_8)));
  }

  @MethodSource("messages")
  @FuzzTest
  void anyLines_areMinedInBounds(byte[] input) {
    if (input == null) {
      return;
    }
    ServiceTemplates templates = new ServiceTemplates(SMALL);
    String[] lines = new String(input, StandardCharsets.UTF_8).split("\n");
    for (int i = 0; i < lines.length; i++) {
      Template template = templates.add(lines[i], i);
      assertThat(Shape.ofPieces(template.shape.pieces())).isEqualTo(template.shape);
      assertThat(template.current()).isSameAs(template);
    }
    assertThat(templates.size()).isLessThanOrEqualTo(lines.length);
  }
}
