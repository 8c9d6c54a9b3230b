package io.tocsin.collector.exporter.otlp;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.grpc.Compressor;
import java.io.IOException;
import java.io.OutputStream;

/** {@code grpc-encoding: zstd}. */
final class ZstdCompressor implements Compressor {
  @Override
  public String getMessageEncoding() {
    return "zstd";
  }

  @Override
  public OutputStream compress(OutputStream compressed) throws IOException {
    return new ZstdOutputStreamNoFinalizer(compressed);
  }
}
