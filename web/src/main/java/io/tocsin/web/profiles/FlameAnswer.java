package io.tocsin.web.profiles;

import io.tocsin.model.profile.FlameGraph;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A flame graph on the wire; its parts are those of {@link FlameGraph}, and whose code a frame is
 * stands there as the ordinal of {@link FlameGraph.Whose}.
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record FlameAnswer(
    String type,
    long[] totals,
    long[] other,
    List<String> classes,
    Frames frames,
    FlameGraph.Nodes nodes,
    int leftOut) {

  /** By index. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Frames(int[] classIndex, String[] method, int[] whose) {}

  static FlameAnswer of(FlameGraph graph) {
    return new FlameAnswer(
        graph.type(),
        graph.totals(),
        graph.other(),
        graph.classes(),
        new Frames(graph.frames().classIndex(), graph.frames().method(), graph.frames().whose()),
        graph.nodes(),
        graph.leftOut());
  }
}
