package io.tocsin.collector.recording;

/**
 * One sample as the recording tells it.
 *
 * @param time in the chunk's ticks
 * @param thread key of the thread's constant
 * @param trace key of the stack's constant
 * @param count how many samples it stands for
 * @param value ticks of a wait, bytes of an allocation, ticks of processor time; 0 where its event
 *     tells none
 * @param classId of the object that was allocated or waited for
 */
record Sample(Kind kind, long time, long thread, long trace, long count, long value, long classId) {
  /** The events that hold samples. */
  enum Kind {
    EXECUTION,
    /** An execution sample of a thread that does not run. */
    NOT_RUNNING,
    CPU_TIME,
    /** By the wall clock, of a thread that runs. */
    WALL_RUNNING,
    /** By the wall clock, of any other. */
    WALL,
    ALLOC_IN_TLAB,
    ALLOC_OUTSIDE_TLAB,
    ALLOC_SAMPLE,
    MONITOR_ENTER,
    THREAD_PARK,
    LIVE_OBJECT,
    MALLOC
  }
}
