package io.tocsin.collector.pipeline;

/** A payload that is not what its sender says it is. */
public class MalformedBatchException extends Exception {
  /**
   * @param because for the sender: what is wrong and at which byte, nothing of the content
   */
  public MalformedBatchException(String because) {
    super(because);
  }

  public String because() {
    return String.valueOf(getMessage());
  }
}
