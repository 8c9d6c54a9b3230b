package io.tocsin.collector.exporter.otlp;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.grpc.Decompressor;
import io.grpc.DecompressorRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A real gRPC server that takes logs, or answers what a test tells it to. */
final class ScriptedBackend implements AutoCloseable {
  final List<ExportLogsServiceRequest> taken = new CopyOnWriteArrayList<>();
  final AtomicInteger calls = new AtomicInteger();
  final Deque<Reply> script = new ConcurrentLinkedDeque<>();
  final List<Metadata> headers = new CopyOnWriteArrayList<>();

  /** What the calls to come are answered with once the script is over; null: they are taken. */
  volatile @Nullable Reply always;

  private final Server server;

  /**
   * @param refusal null for none
   * @param answer null for none at all: the call hangs
   */
  record Reply(
      @Nullable StatusRuntimeException refusal, @Nullable ExportLogsServiceResponse answer) {
    static Reply refusing(StatusRuntimeException refusal) {
      return new Reply(refusal, null);
    }

    static Reply hanging() {
      return new Reply(null, null);
    }
  }

  ScriptedBackend() throws IOException {
    MethodDescriptor<ExportLogsServiceRequest, ExportLogsServiceResponse> export =
        MethodDescriptor.newBuilder(
                ProtoUtils.marshaller(ExportLogsServiceRequest.getDefaultInstance()),
                ProtoUtils.marshaller(ExportLogsServiceResponse.getDefaultInstance()))
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("opentelemetry.proto.collector.logs.v1.LogsService/Export")
            .build();
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .decompressorRegistry(DecompressorRegistry.getDefaultInstance().with(new Zstd(), true))
            .intercept(
                new io.grpc.ServerInterceptor() {
                  @Override
                  public <Q, A> io.grpc.ServerCall.Listener<Q> interceptCall(
                      io.grpc.ServerCall<Q, A> call,
                      Metadata shown,
                      io.grpc.ServerCallHandler<Q, A> next) {
                    headers.add(shown);
                    return next.startCall(call, shown);
                  }
                })
            .addService(
                ServerServiceDefinition.builder("opentelemetry.proto.collector.logs.v1.LogsService")
                    .addMethod(export, ServerCalls.asyncUnaryCall(this::answer))
                    .build())
            .build()
            .start();
  }

  private void answer(
      ExportLogsServiceRequest request,
      io.grpc.stub.StreamObserver<ExportLogsServiceResponse> call) {
    calls.incrementAndGet();
    Reply next = script.poll();
    Reply reply = next == null ? always : next;
    if (reply == null) {
      taken.add(request);
      call.onNext(ExportLogsServiceResponse.getDefaultInstance());
      call.onCompleted();
    } else if (reply.refusal() != null) {
      call.onError(reply.refusal());
    } else if (reply.answer() != null) {
      taken.add(request);
      call.onNext(reply.answer());
      call.onCompleted();
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private static final class Zstd implements Decompressor {
    @Override
    public String getMessageEncoding() {
      return "zstd";
    }

    @Override
    public InputStream decompress(InputStream compressed) throws IOException {
      return new ZstdInputStreamNoFinalizer(compressed);
    }
  }
}
