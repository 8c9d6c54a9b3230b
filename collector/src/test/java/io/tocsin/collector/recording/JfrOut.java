package io.tocsin.collector.recording;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Numbers and texts, as JFR writes them. */
final class JfrOut extends ByteArrayOutputStream {
  JfrOut number(long value) {
    long rest = value;
    for (int i = 0; i < 8 && (rest & ~0x7fL) != 0; i++) {
      write((int) (rest | 0x80));
      rest >>>= 7;
    }
    write((int) rest);
    return this;
  }

  JfrOut text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    write(3);
    number(utf8.length);
    writeBytes(utf8);
    return this;
  }

  JfrOut chars(String text) {
    write(4);
    number(text.length());
    text.chars().forEach(this::number);
    return this;
  }
}
