package io.tocsin.collector.processor.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.collector.text.Assignments;
import io.tocsin.collector.text.Base64Text;
import io.tocsin.collector.text.DecodedText;
import io.tocsin.collector.text.TextClass;
import java.util.BitSet;

/**
 * Looks under what may disguise a text: percent-encoding, JSON's escapes, full-width letters, and
 * base64, which is replaced as a whole where anything is in it. For one thread.
 */
final class Encodings implements Assignments.Sink, Findings {
  private final SensitiveKeys keys;
  private final ContentScanner contents;
  private final DecodedText decoded = new DecodedText();
  private final Base64Text base64 = new Base64Text();
  private boolean inBase64;
  private boolean told;
  private byte[] view = {};
  private int length;
  private Findings findings = this;

  /** Bytes of what the text's own scanners found. */
  private final BitSet known = new BitSet();

  private int origin;

  /**
   * @param contents for what is inside
   */
  Encodings(SensitiveKeys keys, ContentScanner contents) {
    this.keys = keys;
    this.contents = contents;
  }

  static boolean mayHide(int flags) {
    return (flags & (TextClass.ENCODED | TextClass.LONG_WORDS)) != 0;
  }

  /**
   * @param from where the text begins
   */
  void begin(int from, Findings into) {
    findings = into;
    origin = from;
    known.clear();
  }

  /** What was found as it stands need not be told again. */
  void known(int from, int to) {
    known.set(from - origin, to - origin);
  }

  /** After {@link #begin} and all that is {@link #known}. */
  void scan(byte[] bytes, int from, int to, int flags) {
    if ((flags & TextClass.ENCODED) != 0 && decoded.of(bytes, from, to)) {
      inBase64 = false;
      look(decoded.bytes(), decoded.length());
    }
    if ((flags & TextClass.LONG_WORDS) != 0) {
      inBase64 = true;
      base64.over(bytes, from, to);
      while (base64.next()) {
        told = false;
        look(base64.bytes(), base64.length());
      }
    }
  }

  private void look(byte[] bytes, int size) {
    view = bytes;
    length = size;
    int flags = TextClass.of(bytes, 0, size);
    if ((flags & TextClass.ASSIGNMENTS) != 0) {
      Assignments.scan(bytes, 0, size, flags, this);
    }
    if (contents.mayFind(flags)) {
      contents.scan(bytes, 0, size, flags, this);
    }
  }

  @Override
  public Assignments.Interest interestIn(byte[] in, int keyFrom, int keyTo) {
    boolean sensitive = keys.contains(new String(in, keyFrom, keyTo - keyFrom, UTF_8));
    return sensitive ? Assignments.Interest.WHOLE : Assignments.Interest.NONE;
  }

  /**
   * One whose key and sign are not encoded was found as it stands, but not to the same end where
   * what ends values is encoded: of a bare value with an escape in it only what stands before, as a
   * backslash ends it; another one where it holds an encoded quote or bracket.
   */
  @Override
  public void pair(int keyFrom, int keyTo, int valueFrom, int valueTo, int form) {
    boolean bare = (form & (Assignments.QUOTED_VALUE | Assignments.NESTED)) == 0;
    int end = SecretValue.end(view, valueFrom, valueTo, length, form);
    boolean seen =
        !inBase64
            && decoded.isPlain(Math.max(0, keyFrom - 1), valueFrom)
            && !(bare ? decoded.isEscaped(valueFrom, end) : decoded.hidesStructure(valueFrom, end));
    if (!seen && !SecretValue.isHarmless(view, valueFrom, valueTo, length)) {
      found(KeyedValues.KIND, valueFrom, end, SecretValue.STARS, SecretValue.STARS.length);
    }
  }

  @Override
  public void found(String kind, int from, int to, byte[] text, int size) {
    if (!inBase64) {
      int start = decoded.start(from);
      int end = decoded.end(to);
      if (!isKnown(start, end)) {
        findings.found(kind, start, end, text, size);
      }
    } else if (!told && !isKnown(base64.start(), base64.end())) {
      told = true;
      byte[] stars = SecretValue.STARS;
      findings.found(kind, base64.start(), base64.end(), stars, stars.length);
    }
  }

  private boolean isKnown(int from, int to) {
    return known.nextClearBit(from - origin) >= to - origin;
  }
}
