package io.tocsin.collector.processor.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.collector.text.TextClass;
import io.tocsin.collector.wire.Edits;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;

/** Masks plain text as the collector masks bodies. For one thread. */
public final class MaskText implements Findings {
  private final KeyedValues keyed;
  private final ContentScanner contents;
  private final Edits edits = new Edits();

  public MaskText(MaskingConfig config) {
    SensitiveKeys keys = new SensitiveKeys(config.keys(), config.keyWords());
    keyed = new KeyedValues(keys);
    contents = new ContentScanner(config, keys);
  }

  public String mask(String text) {
    return new String(mask(text.getBytes(UTF_8)), UTF_8);
  }

  /** The same array where there is nothing to mask. */
  byte[] mask(byte[] text) {
    int flags = TextClass.of(text, 0, text.length);
    if (!contents.mayFind(flags) && (flags & TextClass.ASSIGNMENTS) == 0) {
      return text;
    }
    edits.clear();
    if ((flags & TextClass.ASSIGNMENTS) != 0) {
      keyed.scan(text, 0, text.length, flags, this);
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
  public void found(String kind, int from, int to, byte[] text, int length) {
    edits.mask(0, from, to, text, 0, length);
  }
}
