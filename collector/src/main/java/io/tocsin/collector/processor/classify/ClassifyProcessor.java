package io.tocsin.collector.processor.classify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.collector.processor.Processor;
import io.tocsin.collector.text.Slices;
import io.tocsin.collector.wire.BatchCursor;
import io.tocsin.collector.wire.Node;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives a record the code of its error: by its exception, outermost first and then the causes that
 * its stack trace names, else by a status attribute.
 */
public final class ClassifyProcessor implements Processor {
  private static final int TYPE = 1;
  private static final int MESSAGE = 2;
  private static final int STACK = 3;

  /** An attribute that some condition asks for. */
  private static final int STATUS = 4;

  private static final int ROLES = 5;
  private static final int MAX_CAUSES = 16;
  private static final byte[] CAUSED_BY = "Caused by: ".getBytes(UTF_8);

  private final ErrorModel model;

  public ClassifyProcessor(ErrorModel model) {
    this.model = model;
  }

  @Override
  public int roleOf(String key) {
    return switch (key) {
      case "exception.type" -> TYPE;
      case "exception.message" -> MESSAGE;
      case "exception.stacktrace" -> STACK;
      default -> model.attributeNames().contains(key) ? STATUS : 0;
    };
  }

  @Override
  public void process(BatchCursor batch) {
    Search search = null;
    for (int record = 0; record < batch.records(); record++) {
      if (batch.interests(record) != 0) {
        search = search == null ? new Search(batch, model) : search;
        Verdict verdict = search.verdict(record);
        if (verdict != null) {
          verdict.put(batch, record);
        }
      }
    }
  }

  /** Works through the records of one batch. */
  private static final class Search implements ErrorModel.Facts {
    private final BatchCursor batch;
    private final ErrorModel model;
    private final int[] texts = new int[ROLES];
    private int current;
    private boolean asked;

    Search(BatchCursor batch, ErrorModel model) {
      this.batch = batch;
      this.model = model;
    }

    @Nullable Verdict verdict(int record) {
      current = record;
      asked = false;
      java.util.Arrays.fill(texts, -1);
      for (int i = batch.keyedFrom(record); i < batch.keyedTo(record); i++) {
        int node = batch.keyed(i);
        int role = batch.kind(node) == Node.ATTRIBUTE ? batch.role(node) : 0;
        if (role == STATUS) {
          asked = true;
        } else if (role != 0 && texts[role] < 0) {
          texts[role] = batch.textOf(node);
        }
      }
      Verdict verdict = texts[TYPE] < 0 ? null : ofException();
      if (verdict == null && texts[STACK] >= 0) {
        verdict = ofCauses();
      }
      return verdict == null && asked ? model.ofStatus(this) : verdict;
    }

    private @Nullable Verdict ofException() {
      int type = texts[TYPE];
      int message = texts[MESSAGE];
      int messageStart = message < 0 ? 0 : batch.start(message);
      int messageEnd = message < 0 ? 0 : batch.end(message);
      return model.ofException(
          batch.bytes(), batch.start(type), batch.end(type), messageStart, messageEnd, this);
    }

    private @Nullable Verdict ofCauses() {
      byte[] bytes = batch.bytes();
      int to = batch.end(texts[STACK]);
      int at = batch.start(texts[STACK]);
      for (int cause = 0; cause < MAX_CAUSES; cause++) {
        at = Slices.find(bytes, at, to, CAUSED_BY);
        if (at < 0) {
          return null;
        }
        at += CAUSED_BY.length;
        int typeEnd = at;
        while (typeEnd < to && bytes[typeEnd] != ':' && bytes[typeEnd] > ' ') {
          typeEnd++;
        }
        int lineEnd = typeEnd;
        while (lineEnd < to && bytes[lineEnd] != '\n') {
          lineEnd++;
        }
        Verdict verdict = model.ofException(bytes, at, typeEnd, typeEnd, lineEnd, this);
        if (verdict != null) {
          return verdict;
        }
      }
      return null;
    }

    @Override
    public boolean holds(Map<String, Set<String>> attributes) {
      if (attributes.isEmpty()) {
        return true;
      }
      for (Map.Entry<String, Set<String>> wanted : attributes.entrySet()) {
        if (!has(wanted.getKey(), wanted.getValue())) {
          return false;
        }
      }
      return true;
    }

    private boolean has(String name, Set<String> values) {
      byte[] wanted = name.getBytes(UTF_8);
      for (int i = batch.keyedFrom(current); i < batch.keyedTo(current); i++) {
        int node = batch.keyed(i);
        if (batch.kind(node) == Node.ATTRIBUTE
            && batch.role(node) != 0
            && Slices.equal(batch.bytes(), batch.keyStart(node), batch.keyEnd(node), wanted)
            && values.contains(text(node))) {
          return true;
        }
      }
      return false;
    }

    private String text(int attribute) {
      int text = batch.textOf(attribute);
      if (text >= 0) {
        int length = batch.end(text) - batch.start(text);
        return new String(batch.bytes(), batch.start(text), Math.min(length, 256), UTF_8);
      }
      int value = batch.valueOf(attribute);
      int content = value < 0 ? -1 : batch.contentOf(value);
      return content >= 0 && batch.kind(content) == Node.INT
          ? String.valueOf(batch.longValue(content))
          : "";
    }
  }
}
