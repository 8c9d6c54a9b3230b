package io.tocsin.collector.processor.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.collector.text.Assignments;

/** Finds the values of sensitive keys in a text. For one thread. */
final class KeyedValues implements Assignments.Sink {
  /** Under which they are counted. */
  static final String KIND = "key";

  private final SensitiveKeys keys;
  private byte[] bytes = {};
  private int to;
  private Findings findings = (kind, from, end, text, length) -> {};

  KeyedValues(SensitiveKeys keys) {
    this.keys = keys;
  }

  /**
   * @param flags of the text, ASSIGNMENTS among them
   */
  void scan(byte[] text, int from, int until, int flags, Findings into) {
    bytes = text;
    to = until;
    findings = into;
    Assignments.scan(text, from, until, flags, this);
  }

  @Override
  public Assignments.Interest interestIn(byte[] in, int keyFrom, int keyTo) {
    boolean sensitive = keys.contains(new String(in, keyFrom, keyTo - keyFrom, UTF_8));
    return sensitive ? Assignments.Interest.WHOLE : Assignments.Interest.NONE;
  }

  @Override
  public void pair(int keyFrom, int keyTo, int valueFrom, int valueTo, int form) {
    if (!SecretValue.isHarmless(bytes, valueFrom, valueTo, to)) {
      int end = SecretValue.end(bytes, valueFrom, valueTo, to, form);
      byte[] stars = SecretValue.replacement(bytes, keyTo, form);
      findings.found(KIND, valueFrom, end, stars, stars.length);
    }
  }
}
