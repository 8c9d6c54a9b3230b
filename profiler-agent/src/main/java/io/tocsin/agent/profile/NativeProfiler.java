package io.tocsin.agent.profile;

import io.tocsin.agent.notice.Notices;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import one.profiler.AsyncProfiler;
import org.jspecify.annotations.Nullable;

/** The native profiler, loaded into this JVM; there is no way to unload it. */
final class NativeProfiler {
  private final Recorder recorder;
  private final Path library;

  private NativeProfiler(Recorder recorder, Path library) {
    this.recorder = recorder;
    this.library = library;
  }

  Recorder recorder() {
    return recorder;
  }

  /** Under which name the JVM knows it; there need not be a file any more. */
  Path library() {
    return library;
  }

  /**
   * @param folders to load it from, the best first
   * @throws IOException where this JVM cannot be profiled; says why
   */
  static NativeProfiler load(
      Instrumentation instrumentation, List<PrivateFolder> folders, Notices notices)
      throws IOException {
    String resource =
        NativeLibrary.resource(
            System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    String vm = System.getProperty("java.vm.name", "");
    if (resource == null || vm.contains("J9")) {
      throw new IOException(
          "only HotSpot on Linux, x64 and arm64, is profiled, not "
              + (vm + ", " + System.getProperty("os.name") + ' ' + System.getProperty("os.arch")));
    }
    try {
      NativeAccess.grant(instrumentation);
    } catch (ReflectiveOperationException | RuntimeException e) {
      notices.sayOnce("native", "the JVM may warn of the profiler's native code: " + e);
    }
    Loading loading = new Loading();
    Path library = NativeLibrary.load(resource, folders, loading);
    AsyncProfiler profiler = loading.profiler;
    if (profiler == null) {
      throw new IOException("the native profiler did not come up");
    }
    FileDescriptors descriptors = new FileDescriptors(Paths.get("/proc/self"));
    return new NativeProfiler(new Recorder(profiler, descriptors), library);
  }

  private static final class Loading implements NativeLibrary.Load {
    private @Nullable AsyncProfiler profiler;

    @Override
    public void load(Path file) {
      profiler = AsyncProfiler.getInstance(file.toString());
    }
  }
}
