package io.tocsin.collector.pipeline;

/** A payload with a part that is over its own limit; smaller ones will do. */
public final class TooLargeBatchException extends MalformedBatchException {
  public TooLargeBatchException(String because) {
    super(because);
  }
}
