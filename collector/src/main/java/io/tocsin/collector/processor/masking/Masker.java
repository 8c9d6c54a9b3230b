package io.tocsin.collector.processor.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.collector.text.TextClass;
import io.tocsin.collector.wire.BatchCursor;
import io.tocsin.collector.wire.Node;
import io.tocsin.collector.wire.Tally;
import io.tocsin.collector.wire.TextValue;
import java.util.Arrays;
import java.util.Map;

/** Works through one batch after another. For one thread. */
final class Masker implements Findings {
  private static final byte[] MASKED = TelemetryAttributes.MASKED.getBytes(UTF_8);
  private static final byte[] STARS_VALUE = TextValue.encoded(SecretValue.STARS);
  private static final int MAX_DIGITS = 20;

  /** Size of a VALUE that is a boolean. */
  private static final int BOOLEAN_BYTES = 2;

  private static final double MAX_WHOLE = 1L << 53;

  /** Where a finding goes. */
  private enum Place {
    TEXT,
    NUMBER,
    PUT
  }

  private final ContentScanner contents;
  private final KeyedValues keyed;
  private final byte[] number = new byte[MAX_DIGITS];
  private BatchCursor batch;
  private Place place = Place.TEXT;
  private int node;
  private int numberFrom;
  private final Tally inRecord = new Tally();
  private boolean any;

  @SuppressWarnings("NullAway.Init")
  Masker(MaskingConfig config, SensitiveKeys keys) {
    contents = new ContentScanner(config, keys);
    keyed = new KeyedValues(keys);
  }

  void mask(BatchCursor of) {
    batch = of;
    int at = 0;
    int record = 0;
    while (at < batch.size()) {
      int next = record < batch.records() ? batch.recordNode(record) : batch.size();
      nodes(at, next);
      if (record == batch.records()) {
        return;
      }
      record(record++);
      at = batch.next(next);
    }
  }

  private void record(int record) {
    any = false;
    if (contents.readsEverything()) {
      int root = batch.recordNode(record);
      nodes(root + 1, batch.next(root));
    } else {
      marked(record);
    }
    for (int put = batch.puts().firstSent(record); put >= 0; put = batch.puts().nextSent(put)) {
      place = Place.PUT;
      scan(batch.puts().bytes(), batch.puts().valueStart(put), batch.puts().valueEnd(put));
    }
    if (any) {
      byte[] text = summary();
      batch.puts().add(record, MASKED, text, text.length);
      inRecord.clear();
    }
  }

  private void marked(int record) {
    if (batch.interests(record) != 0) {
      for (int i = batch.keyedFrom(record); i < batch.keyedTo(record); i++) {
        node(batch.keyed(i));
      }
    }
    int flags = batch.textFlags(record);
    if (contents.mayFind(flags) || (flags & TextClass.ASSIGNMENTS) != 0) {
      for (int i = batch.flaggedFrom(record); i < batch.flaggedTo(record); i++) {
        node(batch.flagged(i));
      }
    }
  }

  private byte[] summary() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Integer> kind : inRecord.counts().entrySet()) {
      text.append(text.isEmpty() ? "" : ",").append(kind.getKey()).append('=');
      text.append(kind.getValue());
    }
    return text.toString().getBytes(UTF_8);
  }

  private void nodes(int first, int last) {
    for (int at = first; at < last; at++) {
      node(at);
    }
  }

  private void node(int at) {
    int kind = batch.kind(at);
    switch (kind) {
      case Node.ATTRIBUTE -> {
        if (batch.role(at) == MaskingProcessor.SENSITIVE) {
          secret(batch.valueOf(at));
        }
        if (contents.readsEverything() && batch.isPlain(at)) {
          text(batch.keyOf(at), Node.KEY, 0);
        }
      }
      case Node.PAIR -> {
        if (batch.role(at) == MaskingProcessor.SENSITIVE) {
          pair(at);
        }
      }
      case Node.INT -> whole(at, batch.flags(at) == 0 ? 0 : batch.longValue(at));
      case Node.DOUBLE -> whole(at, batch.flags(at) == 0 ? 0 : wholeOf(batch.doubleValue(at)));
      default -> {
        if (Node.holdsText(kind)) {
          text(at, kind, batch.flags(at));
        }
      }
    }
  }

  private void text(int at, int kind, int flags) {
    place = Place.TEXT;
    node = at;
    if (batch.isReplaced(at, batch.start(at), batch.end(at))) {
      return;
    }
    if (contents.mayFind(flags)) {
      contents.scan(batch.bytes(), batch.start(at), batch.end(at), flags, this);
    }
    // Pairs in texts are nodes of their own; in all else they are not looked for before.
    if (kind != Node.TEXT && (flags & TextClass.ASSIGNMENTS) != 0) {
      keyed.scan(batch.bytes(), batch.start(at), batch.end(at), flags, this);
    }
  }

  /** Booleans and nothing stay: they tell no secret. */
  private void secret(int value) {
    int content = value < 0 ? -1 : batch.contentOf(value);
    if (value < 0 || content < 0 && batch.end(value) - batch.start(value) <= BOOLEAN_BYTES) {
      return;
    }
    boolean text = content >= 0 && Node.holdsText(batch.kind(content));
    if (text && isHarmless(content)) {
      return;
    }
    batch.maskValue(value, STARS_VALUE);
    count(KeyedValues.KIND);
  }

  private boolean isHarmless(int content) {
    int end = batch.end(content);
    return SecretValue.isHarmless(batch.bytes(), batch.start(content), end, end);
  }

  private void pair(int pair) {
    byte[] bytes = batch.bytes();
    int text = batch.parent(pair);
    int from = batch.start(pair);
    int form = batch.flags(pair);
    if (SecretValue.isHarmless(bytes, from, batch.end(pair), batch.end(text))) {
      return;
    }
    int end = SecretValue.end(bytes, from, batch.end(pair), batch.end(text), form);
    byte[] stars = SecretValue.replacement(bytes, batch.keyEnd(pair), form);
    batch.mask(text, from, end, stars, stars.length);
    count(KeyedValues.KIND);
  }

  private static long wholeOf(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) <= MAX_WHOLE;
    return whole ? (long) value : 0;
  }

  private void whole(int at, long value) {
    if (value <= 0) {
      return;
    }
    numberFrom = MAX_DIGITS;
    for (long rest = value; rest > 0; rest /= 10) {
      number[--numberFrom] = (byte) ('0' + rest % 10);
    }
    place = Place.NUMBER;
    node = at;
    contents.scan(number, numberFrom, MAX_DIGITS, TextClass.MANY_DIGITS, this);
  }

  private void scan(byte[] bytes, int from, int to) {
    int flags = TextClass.of(bytes, from, to);
    if (contents.mayFind(flags)) {
      contents.scan(bytes, from, to, flags, this);
    }
    if ((flags & TextClass.ASSIGNMENTS) != 0) {
      keyed.scan(bytes, from, to, flags, this);
    }
  }

  /** An account's token stands for all of it already: nothing to mask, and nothing to tell of. */
  private boolean isReplaced(int from, int to) {
    return switch (place) {
      case TEXT -> batch.isReplaced(node, from, to);
      case NUMBER -> batch.isReplaced(node, batch.start(node), batch.end(node));
      case PUT -> false;
    };
  }

  @Override
  public void found(String kind, int from, int to, byte[] text, int length) {
    if (isReplaced(from, to)) {
      return;
    }
    switch (place) {
      case TEXT -> batch.mask(node, from, to, text, length);
      case PUT -> Arrays.fill(batch.puts().bytes(), from, to, (byte) '*');
      case NUMBER ->
          batch.maskValue(batch.parent(node), TextValue.encoded(masked(from, to, text, length)));
    }
    if (place != Place.PUT) {
      count(kind);
    }
  }

  private byte[] masked(int from, int to, byte[] text, int length) {
    byte[] masked = new byte[from - numberFrom + length + MAX_DIGITS - to];
    System.arraycopy(number, numberFrom, masked, 0, from - numberFrom);
    System.arraycopy(text, 0, masked, from - numberFrom, length);
    System.arraycopy(number, to, masked, masked.length - (MAX_DIGITS - to), MAX_DIGITS - to);
    return masked;
  }

  private void count(String kind) {
    batch.masked().add(kind, 1);
    inRecord.add(kind, 1);
    any = true;
  }
}
