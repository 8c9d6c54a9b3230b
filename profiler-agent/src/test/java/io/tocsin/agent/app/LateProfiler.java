package io.tocsin.agent.app;

import one.profiler.AsyncProfiler;

/** Is busy for two seconds, then starts a profiler of its own and goes on. */
public final class LateProfiler {
  private LateProfiler() {}

  /**
   * @param arguments native code of the profiler, file for its recording
   */
  public static void main(String[] arguments) throws Exception {
    Busy.main(new String[] {"2000"});
    AsyncProfiler.getInstance(arguments[0])
        .execute("start,jfr,event=ctimer,interval=10ms,file=" + arguments[1]);
    Busy.main(new String[0]);
  }
}
