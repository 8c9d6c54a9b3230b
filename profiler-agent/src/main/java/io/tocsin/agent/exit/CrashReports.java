package io.tocsin.agent.exit;

import io.tocsin.agent.otlp.OtlpEvent;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a JVM leaves behind when it dies of a fatal error. */
public interface CrashReports {
  /** Where this JVM would write its fatal error log, the likeliest first. */
  List<Path> errorFiles(long pid);

  /** Null where the dead JVM left none. */
  @Nullable OtlpEvent of(DeadJvm dead);
}
