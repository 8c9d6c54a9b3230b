package io.tocsin.collector.receiver.otlpgrpc;

import com.github.luben.zstd.ZstdOutputStream;
import io.grpc.Compressor;
import java.io.IOException;
import java.io.OutputStream;

/** The sender's side of {@link ZstdDecompressor}. */
final class ZstdCompressor implements Compressor {
  @Override
  public String getMessageEncoding() {
    return "zstd";
  }

  @Override
  public OutputStream compress(OutputStream plain) throws IOException {
    return new ZstdOutputStream(plain);
  }
}
