package io.tocsin.collector.template;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of RFC 4180: fields may be quoted, and hold commas, line ends and doubled quotes then. */
final class CsvRows {
  private final Reader in;
  private int c;

  CsvRows(Reader in) throws IOException {
    this.in = in;
    this.c = in.read();
  }

  @Nullable List<String> next() throws IOException {
    if (c < 0) {
      return null;
    }
    List<String> row = new ArrayList<>();
    row.add(field());
    while (c == ',') {
      c = in.read();
      row.add(field());
    }
    if (c == '\r') {
      c = in.read();
    }
    if (c == '\n') {
      c = in.read();
    }
    return row;
  }

  private String field() throws IOException {
    StringBuilder field = new StringBuilder();
    if (c == '"') {
      quoted(field);
    }
    while (c >= 0 && c != ',' && c != '\n' && c != '\r') {
      field.append((char) c);
      c = in.read();
    }
    return field.toString();
  }

  private void quoted(StringBuilder field) throws IOException {
    c = in.read();
    while (c >= 0) {
      if (c == '"') {
        c = in.read();
        if (c != '"') {
          return;
        }
      }
      field.append((char) c);
      c = in.read();
    }
  }
}
