package io.tocsin.demo.screen;

import java.util.ArrayList;
import java.util.List;

/** Rows whose cells begin below each other. Widths are counted in characters. */
public final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... heads) {
    rows.add(List.of(heads));
  }

  public void row(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException(
          "cells: " + cells.length + " (expected: " + rows.getFirst().size() + ")");
    }
    rows.add(List.of(cells));
  }

  /** The head first, then a row a line. */
  public List<String> lines() {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      line.append("  ").append(row.get(i)).repeat(' ', widths[i] - row.get(i).length());
    }
    return line.toString().stripTrailing();
  }
}
