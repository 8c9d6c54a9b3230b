package io.tocsin.storage.lucene;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;

/** What the writing thread reuses from document to document: each is indexed before the next. */
final class Scratch {
  private static final FieldType WORDS = new FieldType();
  private static final byte[] PLAIN = new byte[128];

  static {
    WORDS.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    WORDS.setTokenized(true);
    WORDS.setOmitNorms(true);
    WORDS.freeze();
    for (int c = 0; c < PLAIN.length; c++) {
      PLAIN[c] = (byte) (Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : ' ');
    }
  }

  private final Words words;
  private final ByteSink bytes = new ByteSink();
  private final List<AsciiWords> streams = new ArrayList<>();
  private int used;

  Scratch(Words words) {
    this.words = words;
  }

  /** For the next document. */
  Scratch begin() {
    used = 0;
    bytes.clear();
    return this;
  }

  ByteSink bytes() {
    return bytes;
  }

  Field words(String text) {
    int length = Math.min(text.length(), words.searchedChars());
    if (used == streams.size()) {
      streams.add(new AsciiWords());
    }
    AsciiWords stream = streams.get(used);
    byte[] plain = stream.buffer(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= PLAIN.length) {
        return new Field(Fields.TEXT, words.plain(text), WORDS);
      }
      plain[i] = PLAIN[c];
    }
    used++;
    return new Field(Fields.TEXT, stream.of(length), WORDS);
  }
}
