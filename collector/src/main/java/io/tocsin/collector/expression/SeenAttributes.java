package io.tocsin.collector.expression;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.tocsin.collector.text.Slices;
import io.tocsin.collector.wire.BatchCursor;
import io.tocsin.collector.wire.Node;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one message, as a map that decodes what is asked for; of a key that comes twice
 * the last counts, as behind the log. What rules change is kept beside, and seen by the next rule.
 */
public final class SeenAttributes extends AbstractMap<String, Object> {
  private final ExpressionLimits limits;
  private final Map<String, Optional<AnyValue>> changes = new LinkedHashMap<>();
  private @Nullable BatchCursor batch;
  private int parent = -1;

  SeenAttributes(ExpressionLimits limits) {
    this.limits = limits;
  }

  /**
   * @param message whose attributes these are; -1 for none
   */
  void look(BatchCursor in, int message) {
    batch = in;
    parent = message;
    if (!changes.isEmpty()) {
      changes.clear();
    }
  }

  /** What became of a key: its new value, or nothing where it goes. */
  public Map<String, Optional<AnyValue>> changes() {
    return changes;
  }

  public void set(String key, AnyValue value) {
    changes.put(key, Optional.of(value));
  }

  public void delete(String key) {
    changes.put(key, Optional.empty());
  }

  /** As it stands on the wire, or as it was set; empty where it is absent. */
  public Optional<AnyValue> value(String key) {
    Optional<AnyValue> changed = changes.get(key);
    if (changed != null) {
      return changed;
    }
    int attribute = last(key);
    return attribute < 0 ? Optional.empty() : Optional.of(parsed(attribute));
  }

  /** First ATTRIBUTE of a key from a node on; -1 for none. */
  public int next(byte[] key, int from) {
    if (batch == null || parent < 0) {
      return -1;
    }
    int last = batch.next(parent);
    for (int node = from < 0 ? parent + 1 : from; node < last; node = batch.next(node)) {
      if (batch.kind(node) == Node.ATTRIBUTE && hasKey(batch, node, key)) {
        return node;
      }
    }
    return -1;
  }

  private int last(String key) {
    byte[] wanted = key.getBytes(UTF_8);
    int found = -1;
    for (int at = next(wanted, -1); at >= 0; at = next(wanted, cursor().next(at))) {
      found = at;
    }
    return found;
  }

  private BatchCursor cursor() {
    if (batch == null) {
      throw new IllegalStateException("no record is looked at");
    }
    return batch;
  }

  private static boolean hasKey(BatchCursor batch, int attribute, byte[] wanted) {
    return batch.hasKey(attribute)
        ? Slices.equal(batch.bytes(), batch.keyStart(attribute), batch.keyEnd(attribute), wanted)
        : wanted.length == 0;
  }

  private AnyValue parsed(int attribute) {
    int value = cursor().valueOf(attribute);
    return value < 0
        ? AnyValue.getDefaultInstance()
        : Values.parsed(cursor().bytes(), cursor().start(value), cursor().end(value));
  }

  /** Texts and numbers, which nearly all are, without protobuf's objects. */
  private Object seen(int attribute) {
    BatchCursor in = cursor();
    int value = in.valueOf(attribute);
    int content = value < 0 ? -1 : in.contentOf(value);
    bound(value < 0 ? 0 : in.end(value) - in.start(value));
    return switch (content < 0 ? -1 : in.kind(content)) {
      case Node.TEXT ->
          new String(in.bytes(), in.start(content), in.end(content) - in.start(content), UTF_8);
      case Node.INT -> in.longValue(content);
      case Node.DOUBLE -> in.doubleValue(content);
      default -> Values.seen(parsed(attribute));
    };
  }

  private void bound(int bytes) {
    if (bytes > limits.maxTextBytes()) {
      throw new UnusableException(UnusableException.TOO_LONG);
    }
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    if (!(key instanceof String name)) {
      return null;
    }
    Optional<AnyValue> changed = changes.isEmpty() ? null : changes.get(name);
    if (changed != null) {
      return changed.map(Values::seen).orElse(null);
    }
    int attribute = last(name);
    return attribute < 0 ? null : seen(attribute);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    Map<String, Object> all = new LinkedHashMap<>();
    int last = batch == null || parent < 0 ? 0 : batch.next(parent);
    for (int node = parent + 1; node < last; node = cursor().next(node)) {
      if (cursor().kind(node) == Node.ATTRIBUTE) {
        all.put(name(cursor(), node), seen(node));
      }
    }
    changes.forEach((key, value) ->
        value.ifPresentOrElse(set -> all.put(key, Values.seen(set)), () -> all.remove(key)));
    return all.entrySet();
  }

  private static String name(BatchCursor batch, int attribute) {
    if (!batch.hasKey(attribute)) {
      return "";
    }
    int from = batch.keyStart(attribute);
    return new String(batch.bytes(), from, batch.keyEnd(attribute) - from, UTF_8);
  }
}
