package io.tocsin.bot.attachment;

import io.tocsin.model.profile.FlameGraph;
import io.tocsin.model.profile.FlameGraph.Whose;
import java.util.function.UnaryOperator;

/**
 * Where each node of a flame graph stands, and what it weighs: a node below its caller, as wide as
 * its share of all samples; of two sides the mean of both shares, so that what is in either is
 * seen. Pure.
 */
final class FlameLayout {
  final FlameGraph graph;
  final int sides;
  final int size;
  final int rows;

  /** Left edge and width, as parts of 1. */
  final double[] x;

  final double[] width;

  private final long[][] total;
  private final String[] names;
  private final double greatest;

  /**
   * @param mask of names
   */
  FlameLayout(FlameGraph graph, UnaryOperator<String> mask) {
    this.graph = graph;
    this.sides = graph.totals().length;
    this.size = graph.nodes().frame().length;
    this.x = new double[size];
    this.width = new double[size];
    this.total = totals();
    this.rows = place();
    this.names = names(mask);
    double most = 0;
    for (int i = 0; sides == 2 && i < size; i++) {
      most = Math.max(most, Math.abs(change(i)));
    }
    this.greatest = most;
  }

  private long[][] totals() {
    int[] depth = graph.nodes().depth();
    long[][] sums = new long[sides][];
    for (int side = 0; side < sides; side++) {
      sums[side] = graph.nodes().self()[side].clone();
      // Sums by depth of what stands behind: a node takes those of its children, one row deeper.
      long[] open = new long[size + 2];
      for (int i = size - 1; i >= 0; i--) {
        sums[side][i] += open[depth[i] + 1];
        open[depth[i] + 1] = 0;
        open[depth[i]] += sums[side][i];
      }
    }
    return sums;
  }

  private int place() {
    int[] depth = graph.nodes().depth();
    double roots = 0;
    int deepest = 0;
    for (int i = 0; i < size; i++) {
      for (int side = 0; side < sides; side++) {
        width[i] += share(i, side);
      }
      roots += depth[i] == 0 ? width[i] : 0;
      deepest = Math.max(deepest, depth[i] + 1);
    }
    double[] next = new double[deepest + 1];
    for (int i = 0; i < size; i++) {
      width[i] /= roots == 0 ? 1 : roots;
      x[i] = next[depth[i]];
      next[depth[i]] += width[i];
      next[depth[i] + 1] = x[i];
    }
    return deepest;
  }

  private String[] names(UnaryOperator<String> mask) {
    String[] method = graph.frames().method();
    String[] all = new String[method.length];
    for (int i = 0; i < all.length; i++) {
      String type = graph.classes().get(graph.frames().classIndex()[i]);
      all[i] = mask.apply(type.isEmpty() ? method[i] : type + '.' + method[i]);
    }
    return all;
  }

  int row(int node) {
    return graph.nodes().depth()[node];
  }

  double share(int node, int side) {
    return (double) total[side][node] / Math.max(1, graph.totals()[side]);
  }

  /** Share after less share before. */
  double change(int node) {
    return share(node, 1) - share(node, 0);
  }

  /** As a part of the greatest change, from -1 to 1; 0 where nothing changed. */
  double strength(int node) {
    double change = change(node);
    return greatest == 0 ? 0 : Math.signum(change) * Math.sqrt(Math.abs(change) / greatest);
  }

  String name(int node) {
    return names[graph.nodes().frame()[node]];
  }

  Whose whose(int node) {
    return Whose.values()[graph.frames().whose()[graph.nodes().frame()[node]]];
  }
}
