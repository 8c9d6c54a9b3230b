package io.tocsin.agent.send;

/** Requests that wait outside of memory, ready to be posted. */
public interface Backlog {
  /** Waits for one and gives the oldest; the same one again until it is settled. */
  Parcel oldest() throws InterruptedException;
}
