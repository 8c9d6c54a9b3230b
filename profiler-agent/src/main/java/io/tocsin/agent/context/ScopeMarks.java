package io.tocsin.agent.context;

/**
 * Marks when a thread is inside a scope. Called on the application's threads, at each scope: must
 * not wait, block or throw.
 */
public interface ScopeMarks {
  /** A scope that needs no further look. */
  long NONE = 0;

  /** Nobody wants marks. */
  ScopeMarks OFF =
      new ScopeMarks() {
        @Override
        public long enter() {
          return NONE;
        }

        @Override
        public boolean wanted(long mark) {
          return false;
        }

        @Override
        public void leave(long mark, String traceId, String spanId) {}
      };

  /** The calling thread enters a scope. */
  long enter();

  /** Asked before the ids are looked up, which costs more than this. */
  boolean wanted(long mark);

  /**
   * The calling thread leaves the scope that it entered with this mark.
   *
   * @param traceId 32 hex digits
   * @param spanId 16 hex digits
   */
  void leave(long mark, String traceId, String spanId);
}
