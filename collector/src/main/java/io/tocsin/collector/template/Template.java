package io.tocsin.collector.template;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one statement. Widens as its words turn out to be variables; then others go up
 * in it, and stay findable by {@link #into}.
 */
public final class Template {
  final Shape shape;

  /** Variables that are one because of the words that stood there: any word fits them. */
  final BitSet widened;

  private final String id;
  private final long firstSeenNanos;
  private @Nullable Template into;
  long lastSeenNanos;
  long lines;
  boolean forgotten;
  boolean changed = true;

  Template(String id, Shape shape, BitSet widened, long firstSeenNanos) {
    this.id = id;
    this.shape = shape;
    this.widened = widened;
    this.firstSeenNanos = firstSeenNanos;
    this.lastSeenNanos = firstSeenNanos;
  }

  /** 16 hex digits: a hash of the shape that it was first seen in, so the same at every start. */
  public String id() {
    return id;
  }

  /** The message with {@code <*>} for variables. */
  public String text() {
    return shape.text();
  }

  /** The one that this went up in, at last; itself where it stands. */
  public Template current() {
    Template at = this;
    while (at.into != null) {
      at = at.into;
    }
    return at;
  }

  boolean standing() {
    return into == null && !forgotten;
  }

  @Nullable Template into() {
    return into;
  }

  long firstSeenNanos() {
    return firstSeenNanos;
  }

  void seen(long nanos) {
    lines++;
    lastSeenNanos = Math.max(lastSeenNanos, nanos);
    changed = true;
  }

  void widen(int place) {
    shape.words().set(place, null);
    widened.set(place);
    changed = true;
  }

  void goUpIn(Template wider) {
    into = wider;
    changed = true;
    wider.lines += lines;
    lines = 0;
    wider.lastSeenNanos = Math.max(wider.lastSeenNanos, lastSeenNanos);
    wider.changed = true;
  }

  boolean same(int place, Template other) {
    String mine = shape.words().get(place);
    return mine == null
        ? other.shape.words().get(place) == null
        : mine.equals(other.shape.words().get(place));
  }

  boolean variable(int place) {
    return shape.words().get(place) == null;
  }
}
