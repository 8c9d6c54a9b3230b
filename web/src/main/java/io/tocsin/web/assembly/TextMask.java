package io.tocsin.web.assembly;

import io.tocsin.collector.processor.masking.MaskText;
import io.tocsin.collector.processor.masking.MaskingConfig;
import java.util.function.UnaryOperator;

/** Masks texts that come in beside telemetry, by the same policies. Safe for many threads. */
final class TextMask implements UnaryOperator<String> {
  private MaskText masker;

  TextMask(MaskingConfig policy) {
    masker = new MaskText(policy);
  }

  /** From now on by this one. */
  synchronized void follow(MaskingConfig policy) {
    masker = new MaskText(policy);
  }

  @Override
  public synchronized String apply(String text) {
    return masker.mask(text);
  }
}
