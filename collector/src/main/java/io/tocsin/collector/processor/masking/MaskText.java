package io.tocsin.collector.processor.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.collector.text.Assignments;
import io.tocsin.collector.text.TextClass;
import io.tocsin.collector.wire.Edits;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;

/** Masks plain text as the collector masks bodies. For one thread. */
public final class MaskText implements Assignments.Sink, Findings {
  private final SensitiveKeys keys;
  private final ContentScanner contents;
  private final Edits edits = new Edits();
  private byte[] bytes = {};

  public MaskText(MaskingConfig config) {
    keys = new SensitiveKeys(config.keys(), config.keyWords());
    contents = new ContentScanner(config);
  }

  public String mask(String text) {
    return new String(mask(text.getBytes(UTF_8)), UTF_8);
  }

  private byte[] mask(byte[] text) {
    int flags = TextClass.of(text, 0, text.length);
    if (!contents.mayFind(flags) && (flags & TextClass.ASSIGNMENTS) == 0) {
      return text;
    }
    bytes = text;
    edits.clear();
    if ((flags & TextClass.ASSIGNMENTS) != 0) {
      Assignments.scan(text, 0, text.length, flags, this);
    }
    contents.scan(text, 0, text.length, flags, this);
    return edits.applied(text, 0, text.length);
  }

  /** Masks line by line until the end; UTF-8 in, UTF-8 out. */
  public void mask(InputStream in, OutputStream out) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8));
    BufferedOutputStream masked = new BufferedOutputStream(out);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      masked.write(mask(line.getBytes(UTF_8)));
      masked.write('\n');
    }
    masked.flush();
  }

  @Override
  public Assignments.Interest interestIn(byte[] in, int keyFrom, int keyTo) {
    boolean sensitive = keys.contains(new String(in, keyFrom, keyTo - keyFrom, UTF_8));
    return sensitive ? Assignments.Interest.WHOLE : Assignments.Interest.NONE;
  }

  @Override
  public void pair(int keyFrom, int keyTo, int valueFrom, int valueTo, int form) {
    if (!SecretValue.isHarmless(bytes, valueFrom, valueTo)) {
      int end = SecretValue.end(bytes, valueFrom, valueTo, bytes.length, form);
      byte[] stars = SecretValue.replacement(bytes, keyTo, form);
      edits.mask(0, valueFrom, end, stars, 0, stars.length);
    }
  }

  @Override
  public void found(String kind, int from, int to, byte[] text, int length) {
    edits.mask(0, from, to, text, 0, length);
  }
}
