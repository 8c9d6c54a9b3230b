package io.tocsin.storage.sql;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Bytes as zlib writes them (RFC 1950). */
final class Deflated {
  private Deflated() {}

  static byte[] of(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
    try (Deflater deflater = new Deflater();
        DeflaterOutputStream zlib = new DeflaterOutputStream(out, deflater)) {
      zlib.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("an array takes every byte", e);
    }
    return out.toByteArray();
  }

  /**
   * @param size of what comes out; no more is read
   */
  static byte[] read(byte[] deflated, int size) {
    try (InflaterInputStream zlib = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
      return zlib.readNBytes(size);
    } catch (IOException e) {
      throw new UncheckedIOException("stored bytes cannot be read", e);
    }
  }
}
