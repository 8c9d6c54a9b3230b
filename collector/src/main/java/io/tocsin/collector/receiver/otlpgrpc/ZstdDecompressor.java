package io.tocsin.collector.receiver.otlpgrpc;

import io.grpc.Decompressor;
import io.tocsin.collector.receiver.BoundedBody;
import java.io.IOException;
import java.io.InputStream;

/** {@code grpc-encoding: zstd}, as the OpenTelemetry Collector sends it. */
final class ZstdDecompressor implements Decompressor {
  @Override
  public String getMessageEncoding() {
    return "zstd";
  }

  @Override
  public InputStream decompress(InputStream compressed) throws IOException {
    return BoundedBody.zstd(compressed);
  }
}
