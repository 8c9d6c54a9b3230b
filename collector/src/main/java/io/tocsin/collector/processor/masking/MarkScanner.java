package io.tocsin.collector.processor.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.collector.text.Slices;
import io.tocsin.collector.text.TextClass;

/**
 * Finds what one letter gives away: {@code @} of an e-mail address or of a password in a URL, J of
 * a JSON web token (eyJ is the base64 of an opening brace), B of a bearer token or a PEM block. For
 * one thread.
 */
final class MarkScanner {
  private static final byte[] STARS = "***".getBytes(UTF_8);
  private static final byte[] BEARER = "Bearer ".getBytes(UTF_8);
  private static final byte[] BEGIN = "-----BEGIN ".getBytes(UTF_8);
  private static final byte[] END = "-----END ".getBytes(UTF_8);
  private static final byte[] DASHES = "-----".getBytes(UTF_8);
  private static final byte[] PRIVATE_KEY = "PRIVATE KEY".getBytes(UTF_8);
  private static final int MAX_LOCAL = 64;
  private static final int MAX_DOMAIN = 255;
  private static final int MAX_USER_INFO = 128;
  private static final int MAX_LABEL = 40;
  private static final int MIN_TOKEN = 8;
  private static final int MIN_JWT = 20;

  private final MaskingConfig config;
  private byte[] bytes = {};
  private int from;
  private int to;

  MarkScanner(MaskingConfig config) {
    this.config = config;
  }

  /**
   * @param text whose flags have MARKS
   */
  void scan(byte[] text, int textFrom, int textTo, Findings findings) {
    bytes = text;
    from = textFrom;
    to = textTo;
    int at = from;
    while (at < to) {
      if (at + Long.BYTES <= to) {
        long marks = TextClass.marks(bytes, at);
        if (marks == 0) {
          at += Long.BYTES;
          continue;
        }
        at += Long.numberOfTrailingZeros(marks) >>> 3;
      }
      at = Math.max(at + 1, at(at, findings));
    }
  }

  /** Returns the byte after what was found, 0 where nothing was. */
  private int at(int at, Findings findings) {
    return switch (bytes[at]) {
      case '@' -> address(at, findings);
      case 'J' -> config.token() ? webToken(at, findings) : 0;
      case 'B' -> {
        int end = config.token() ? bearer(at, findings) : 0;
        yield end > 0 || !config.privateKey() ? end : privateKey(at, findings);
      }
      default -> 0;
    };
  }

  private int address(int at, Findings findings) {
    int password = config.token() ? passwordStart(at) : -1;
    if (password >= 0) {
      findings.found("token", password, at, STARS, STARS.length);
      return at + 1;
    }
    return config.email() ? email(at, findings) : 0;
  }

  /** Start of the password in {@code scheme://user:password@host}; -1 for none. */
  private int passwordStart(int at) {
    int colon = -1;
    int lowest = Math.max(from, at - MAX_USER_INFO);
    for (int i = at - 1; i >= lowest && bytes[i] > ' '; i--) {
      if (bytes[i] == ':') {
        colon = i;
      } else if (bytes[i] == '/') {
        boolean scheme = i - 2 >= from && bytes[i - 1] == '/' && bytes[i - 2] == ':';
        return scheme && colon > 0 && colon + 1 < at ? colon + 1 : -1;
      }
    }
    return -1;
  }

  private int email(int at, Findings findings) {
    int start = at;
    while (start > from && at - start < MAX_LOCAL && isLocal(bytes[start - 1])) {
      start--;
    }
    while (start < at && bytes[start] == '.') {
      start++;
    }
    int end = at + 1;
    int dot = -1;
    while (end < to && end - at < MAX_DOMAIN && isDomain(bytes[end])) {
      if (bytes[end] == '.') {
        dot = end;
      }
      end++;
    }
    if (dot == end - 1 && dot > 0) {
      end = dot;
      dot = -1;
      for (int i = at + 1; i < end; i++) {
        dot = bytes[i] == '.' ? i : dot;
      }
    }
    boolean topLevel = dot > at + 1 && end - dot > 2 && isLetter(bytes[dot + 1]);
    if (start == at || !topLevel) {
      return 0;
    }
    findings.found("email", Math.min(start + 1, at - 1), at, STARS, STARS.length);
    // The domain stays, and may be where the next secret begins: a@b.Bearer 1x….
    return at + 1;
  }

  private int webToken(int at, Findings findings) {
    int start = at - 2;
    if (start < from
        || bytes[start] != 'e'
        || bytes[start + 1] != 'y'
        || start > from && isBase64(bytes[start - 1])) {
      return 0;
    }
    int end = at;
    int dots = 0;
    while (end < to && (isBase64(bytes[end]) || bytes[end] == '.')) {
      dots += bytes[end] == '.' ? 1 : 0;
      end++;
    }
    if (dots == 0 || end - start < MIN_JWT) {
      return end;
    }
    findings.found("token", start, end, STARS, STARS.length);
    return end;
  }

  private int bearer(int at, Findings findings) {
    if (!Slices.startsWith(bytes, at, to, BEARER)) {
      return 0;
    }
    int start = at + BEARER.length;
    int end = start;
    boolean digit = false;
    while (end < to && isToken(bytes[end])) {
      digit |= bytes[end] >= '0' && bytes[end] <= '9';
      end++;
    }
    if (end - start < MIN_TOKEN || !digit) {
      return 0;
    }
    findings.found("token", start, end, STARS, STARS.length);
    return end;
  }

  private int privateKey(int at, Findings findings) {
    int start = at - 5;
    if (start < from || !Slices.startsWith(bytes, start, to, BEGIN)) {
      return 0;
    }
    int label = start + BEGIN.length;
    int labelEnd = label;
    while (labelEnd < to && labelEnd - label < MAX_LABEL && isLabel(bytes[labelEnd])) {
      labelEnd++;
    }
    if (Slices.find(bytes, label, labelEnd, PRIVATE_KEY) < 0) {
      return 0;
    }
    int footer = Slices.find(bytes, label, to, END);
    int end = footer < 0 ? -1 : Slices.find(bytes, footer + END.length, to, DASHES);
    end = end < 0 ? to : end + DASHES.length;
    findings.found("private_key", start, end, STARS, STARS.length);
    return end;
  }

  /** Capitals and spaces: "ENCRYPTED PRIVATE KEY". */
  private static boolean isLabel(int b) {
    return b >= 'A' && b <= 'Z' || b == ' ';
  }

  private static boolean isLetter(int b) {
    return b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z';
  }

  private static boolean isBase64(int b) {
    return Iban.isAlphanumeric(b) || b == '-' || b == '_';
  }

  private static boolean isToken(int b) {
    return isBase64(b) || b == '.' || b == '~' || b == '+' || b == '/' || b == '=';
  }

  private static boolean isLocal(int b) {
    return Iban.isAlphanumeric(b) || b == '.' || b == '_' || b == '%' || b == '+' || b == '-';
  }

  private static boolean isDomain(int b) {
    return Iban.isAlphanumeric(b) || b == '.' || b == '-';
  }
}
