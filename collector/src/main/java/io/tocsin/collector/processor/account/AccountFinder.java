package io.tocsin.collector.processor.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.collector.text.Assignments;
import io.tocsin.collector.text.Escapes;
import io.tocsin.collector.text.Slices;
import io.tocsin.collector.wire.BatchCursor;
import io.tocsin.collector.wire.Node;
import io.tocsin.collector.wire.TextValue;
import org.jspecify.annotations.Nullable;

/** Works through the records of one batch. */
final class AccountFinder {
  private static final byte[] BECAUSE = TelemetryAttributes.ACCOUNT_BECAUSE.getBytes(UTF_8);
  private static final byte[] TENANT_CODE = TelemetryAttributes.TENANT_CODE.getBytes(UTF_8);
  private static final byte[] STARS = "***".getBytes(UTF_8);
  private static final byte[] STARS_VALUE = TextValue.encoded(STARS);

  /** A card's first six and last four may show; with more digits than that nothing is masked. */
  private static final int DIGITS_OF_A_MASKED_ID = 10;

  private static final byte[] BACKSLASH = {'\\'};
  private static final byte[] NULL = "null".getBytes(UTF_8);
  private static final int MAX_TENANT_CODE = 128;

  /** Beyond so many in one record, ids are overwritten where they stand and not looked for. */
  private static final int MAX_ACCOUNTS = 8;

  /** Places, best first. */
  private static final int ATTRIBUTE = 0;

  private static final int BODY = 1;
  private static final int BAGGAGE = 2;
  private static final int TEXT = 3;
  private static final byte[][] PLACE_NAMES = {
    "attribute ".getBytes(UTF_8),
    "body ".getBytes(UTF_8),
    "baggage ".getBytes(UTF_8),
    "text ".getBytes(UTF_8)
  };
  private static final int NOWHERE = 4;

  private final BatchCursor batch;
  private final TenantAccounts accounts;
  private final AccountConfig config;
  private final Places places;
  private final KnownAccount[] found = new KnownAccount[MAX_ACCOUNTS];
  private final byte[] number = new byte[20];
  private byte[] because = new byte[256];
  private int count;
  private int overwritten;

  /** The attribute's text that was replaced last, which need not be searched. */
  private int replaced;

  private @Nullable KnownAccount best;
  private int bestPlace;
  private int keyStart;
  private int keyEnd;
  private int tenantPlace;
  private int tenantStart;
  private int tenantEnd;

  AccountFinder(BatchCursor batch, TenantAccounts accounts, AccountConfig config) {
    this.batch = batch;
    this.accounts = accounts;
    this.config = config;
    this.places = new Places(config.minSearchBytes());
  }

  void find(int record) {
    count = 0;
    overwritten = 0;
    replaced = -1;
    best = null;
    bestPlace = NOWHERE;
    tenantPlace = NOWHERE;
    for (int i = batch.keyedFrom(record); i < batch.keyedTo(record); i++) {
      int node = batch.keyed(i);
      int role = batch.role(node);
      if (role == AccountProcessor.ACCOUNT) {
        account(node, batch.kind(node));
      } else if (role == AccountProcessor.TENANT_CODE) {
        tenantCode(node, batch.kind(node));
      }
    }
    put(record);
  }

  private void put(int record) {
    if (tenantPlace < NOWHERE) {
      batch.puts().addFromSender(record, TENANT_CODE, batch.bytes(), tenantStart, tenantEnd);
    }
    KnownAccount account = best;
    if (account != null) {
      batch.puts().addEncoded(record, account.tokens());
      batch.puts().addEncoded(record, account.encrypted());
      batch.puts().add(record, BECAUSE, because, because());
      lookedUp(record, account);
    }
    for (int i = 0; i < count; i++) {
      overwritten += places.overwrite(batch, record, found[i], replaced);
    }
    if (overwritten > 0) {
      batch.masked().add("account", overwritten);
    }
  }

  /** What the record says of itself counts first. */
  private void lookedUp(int record, KnownAccount account) {
    byte[] code = account.tenantCode();
    if (code != null && tenantPlace == NOWHERE) {
      batch.puts().addEncoded(record, code);
      batch.puts().addEncoded(record, account.tenantCodeBecause());
    }
    for (int i = 0; i < account.facts().size(); i++) {
      batch.puts().addEncoded(record, account.facts().get(i));
    }
  }

  private int because() {
    byte[] place = PLACE_NAMES[bestPlace];
    int length = Math.min(keyEnd - keyStart, because.length - place.length);
    System.arraycopy(place, 0, because, 0, place.length);
    System.arraycopy(batch.bytes(), keyStart, because, place.length, length);
    return place.length + length;
  }

  private void account(int node, int kind) {
    if (kind == Node.PAIR) {
      pair(node);
      return;
    }
    int last = batch.next(node);
    for (int child = node + 1; child < last; child++) {
      switch (batch.kind(child)) {
        case Node.TEXT, Node.BYTES -> leaf(node, child);
        case Node.INT -> number(node, child, batch.longValue(child));
        case Node.DOUBLE -> number(node, child, Math.round(batch.doubleValue(child)));
        default -> {}
      }
    }
  }

  private void leaf(int attribute, int text) {
    byte[] bytes = batch.bytes();
    int from = batch.start(text);
    int to = batch.end(text);
    while (from < to && bytes[from] == ' ') {
      from++;
    }
    while (from < to && bytes[to - 1] == ' ') {
      to--;
    }
    if (isNoId(from, to)) {
      return;
    }
    KnownAccount account = known(bytes, from, to, ATTRIBUTE, attribute);
    boolean whole = batch.kind(text) == Node.BYTES;
    if (whole) {
      batch.replaceValue(batch.parent(text), account == null ? STARS_VALUE : account.value());
    } else {
      batch.replace(text, from, to, account == null ? STARS : account.token());
      replaced = text;
    }
    overwritten++;
  }

  private void number(int attribute, int node, long value) {
    int from = number.length;
    long rest = Math.abs(value);
    do {
      number[--from] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest != 0);
    KnownAccount account = known(number, from, number.length, ATTRIBUTE, attribute);
    batch.replaceValue(batch.parent(node), account == null ? STARS_VALUE : account.value());
    overwritten++;
  }

  private void pair(int node) {
    byte[] bytes = batch.bytes();
    int from = batch.start(node);
    int to = batch.end(node);
    int form = batch.flags(node);
    if (isNoId(from, to) || !isPlausible(form, from, to)) {
      return;
    }
    int place = placeOf(node);
    KnownAccount account;
    if (place == BAGGAGE) {
      byte[] plain = Escapes.percent(bytes, from, to);
      account = known(plain, 0, plain.length, place, node);
    } else if (Slices.find(bytes, from, to, BACKSLASH) >= 0) {
      byte[] plain = Escapes.json(bytes, from, to);
      account = known(plain, 0, plain.length, place, node);
    } else {
      account = known(bytes, from, to, place, node);
    }
    byte[] token = account == null ? STARS : account.token();
    boolean bare =
        (form & (Assignments.QUOTED_KEY | Assignments.QUOTED_VALUE)) == Assignments.QUOTED_KEY;
    byte[] text = bare ? Assignments.quoted(bytes, batch.keyEnd(node), token) : token;
    batch.replace(batch.parent(node), from, to, text);
    overwritten++;
  }

  /** Nothing, null, or masked by the sender already. */
  private boolean isNoId(int from, int to) {
    return from == to
        || Slices.equal(batch.bytes(), from, to, NULL)
        || (Slices.find(batch.bytes(), from, to, STARS) >= 0
            && digits(from, to) <= DIGITS_OF_A_MASKED_ID);
  }

  private int digits(int from, int to) {
    int digits = 0;
    for (int i = from; i < to; i++) {
      if (batch.bytes()[i] >= '0' && batch.bytes()[i] <= '9') {
        digits++;
      }
    }
    return digits;
  }

  /** In prose ("account_id: unknown") only what holds a digit is taken for an id. */
  private boolean isPlausible(int form, int from, int to) {
    if ((form & (Assignments.QUOTED_KEY | Assignments.EQUALS)) != 0) {
      return true;
    }
    return digits(from, to) > 0;
  }

  private int placeOf(int pair) {
    int value = batch.parent(batch.parent(pair));
    for (int node = value; node > 0; node = batch.parent(node)) {
      int kind = batch.kind(node);
      if (kind == Node.ATTRIBUTE && batch.role(node) == AccountProcessor.BAGGAGE) {
        return BAGGAGE;
      }
      if (kind == Node.LOG) {
        return batch.kind(value) == Node.VALUE && batch.parent(value) == node ? BODY : TEXT;
      }
    }
    return TEXT;
  }

  private @Nullable KnownAccount known(byte[] id, int from, int to, int place, int keyed) {
    if (to - from > config.maxIdBytes()) {
      return null;
    }
    KnownAccount account = accounts.account(id, from, to);
    boolean seen = false;
    for (int i = 0; i < count; i++) {
      seen |= found[i] == account;
    }
    if (!seen && count < MAX_ACCOUNTS) {
      found[count++] = account;
    }
    if (place < bestPlace) {
      best = account;
      bestPlace = place;
      key(keyed);
    }
    return account;
  }

  /** Remembers the text of the key, for the reason. */
  private void key(int node) {
    keyStart = batch.keyStart(node);
    keyEnd = batch.keyEnd(node);
  }

  private void tenantCode(int node, int kind) {
    int place = kind == Node.ATTRIBUTE ? ATTRIBUTE : placeOf(node);
    int text = kind == Node.ATTRIBUTE ? batch.textOf(node) : node;
    if (text < 0 || place >= tenantPlace) {
      return;
    }
    int length = batch.end(text) - batch.start(text);
    if (length > 0 && length <= MAX_TENANT_CODE) {
      tenantPlace = place;
      tenantStart = batch.start(text);
      tenantEnd = batch.end(text);
    }
  }
}
