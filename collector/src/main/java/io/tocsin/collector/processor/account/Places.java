package io.tocsin.collector.processor.account;

import io.tocsin.collector.text.DigitRun;
import io.tocsin.collector.text.Slices;
import io.tocsin.collector.text.TextClass;
import io.tocsin.collector.wire.BatchCursor;
import io.tocsin.collector.wire.Node;
import java.util.Arrays;

/**
 * Overwrites an account id wherever else it stands in its record: in the body, a URL, an exception
 * message, the name of a span. A numeric id is found with spaces, hyphens, full-width digits or
 * JSON escapes in it too.
 */
final class Places {
  /** From here on an id is no coincidence, so it need not be a word of its own. */
  private static final int DISTINCT_BYTES = 8;

  private final DigitRun run = new DigitRun();
  private final int minBytes;

  Places(int minBytes) {
    this.minBytes = minBytes;
  }

  /**
   * Returns how often it stood there.
   *
   * @param replaced a text that was replaced as a whole already
   */
  int overwrite(BatchCursor batch, int record, KnownAccount account, int replaced) {
    int length = account.id().length;
    if (length < minBytes) {
      return 0;
    }
    int count;
    if (account.digitsOnly() && length >= DISTINCT_BYTES) {
      count = inFlagged(batch, record, account, replaced);
    } else {
      count = inAll(batch, record, account, replaced);
    }
    inPuts(batch, record, account.id());
    return count;
  }

  /** So many digits in a row give a text its flag. */
  private int inFlagged(BatchCursor batch, int record, KnownAccount account, int replaced) {
    int count = 0;
    for (int i = batch.flaggedFrom(record); i < batch.flaggedTo(record); i++) {
      int node = batch.flagged(i);
      if (batch.kind(node) == Node.INT) {
        count += inNumber(batch, node, account);
      } else if (node != replaced
          && batch.kind(node) != Node.DOUBLE
          && TextClass.mayHold(batch.flags(node), account.id().length)) {
        count += inRuns(batch, node, account);
      }
    }
    return count;
  }

  private int inAll(BatchCursor batch, int record, KnownAccount account, int replaced) {
    int count = 0;
    int root = batch.recordNode(record);
    int last = batch.next(root);
    for (int node = root + 1; node < last; node++) {
      int kind = batch.kind(node);
      if (Node.holdsText(kind) && node != replaced) {
        count += inText(batch, node, account);
      } else if (batch.isPlain(node) && isInKey(batch, node, account)) {
        count += inText(batch, batch.keyOf(node), account);
      } else if (kind == Node.INT && account.digitsOnly()) {
        count += inNumber(batch, node, account);
      }
    }
    return count;
  }

  private static boolean isInKey(BatchCursor batch, int attribute, KnownAccount account) {
    int from = batch.keyStart(attribute);
    return Slices.find(batch.bytes(), from, batch.keyEnd(attribute), account.id()) >= 0;
  }

  private static int inNumber(BatchCursor batch, int node, KnownAccount account) {
    if (!isNumber(batch.longValue(node), account.id())) {
      return 0;
    }
    batch.replaceValue(batch.parent(node), account.value());
    return 1;
  }

  private static boolean isNumber(long value, byte[] id) {
    return id.length <= 19 && value >= 0 && equalsDecimal(value, id);
  }

  private static boolean equalsDecimal(long value, byte[] id) {
    long rest = value;
    for (int i = id.length - 1; i >= 0; i--) {
      if (id[i] != '0' + rest % 10) {
        return false;
      }
      rest /= 10;
    }
    return rest == 0;
  }

  private int inText(BatchCursor batch, int node, KnownAccount account) {
    byte[] bytes = batch.bytes();
    byte[] id = account.id();
    int end = batch.end(node);
    int count = 0;
    int at = batch.start(node);
    while ((at = Slices.find(bytes, at, end, id)) >= 0) {
      int after = at + id.length;
      if (id.length >= DISTINCT_BYTES || isWord(bytes, batch.start(node), at, after, end)) {
        batch.replace(node, at, after, account.token());
        count++;
      }
      at = after;
    }
    return count;
  }

  private static boolean isWord(byte[] bytes, int from, int start, int end, int to) {
    return (start == from || !isWordByte(bytes[start - 1]))
        && (end == to || !isWordByte(bytes[end]));
  }

  private static boolean isWordByte(int b) {
    return b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || b == '_';
  }

  private int inRuns(BatchCursor batch, int node, KnownAccount account) {
    int count = 0;
    int length = account.id().length;
    if (batch.end(node) - batch.start(node) < length) {
      return 0;
    }
    run.over(batch.bytes(), batch.start(node), batch.end(node), batch.flags(node));
    while (run.next()) {
      int digits = run.groupStart(run.groups());
      for (int first = 0; first + length <= digits; first++) {
        if (matches(first, account.id())) {
          batch.replace(node, run.start(first), run.end(first + length - 1), account.token());
          count++;
          first += length - 1;
        }
      }
    }
    return count;
  }

  private boolean matches(int first, byte[] id) {
    for (int i = 0; i < id.length; i++) {
      if (run.digit(first + i) != id[i] - '0') {
        return false;
      }
    }
    return true;
  }

  /** What other processors took from the record holds it too, perhaps. */
  private static void inPuts(BatchCursor batch, int record, byte[] id) {
    for (int put = batch.puts().firstSent(record); put >= 0; put = batch.puts().nextSent(put)) {
      byte[] bytes = batch.puts().bytes();
      int at = batch.puts().valueStart(put);
      while ((at = Slices.find(bytes, at, batch.puts().valueEnd(put), id)) >= 0) {
        Arrays.fill(bytes, at, at + id.length, (byte) '*');
        at += id.length;
      }
    }
  }
}
