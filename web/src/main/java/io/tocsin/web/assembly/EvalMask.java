package io.tocsin.web.assembly;

import io.tocsin.collector.processor.masking.MaskText;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Masks lines as the collector would mask bodies, by the settings in force. */
@Command(name = "mask", description = "Lines from standard input, masked, to standard output.")
final class EvalMask implements Callable<Integer> {
  @Mixin private ConfigOption config = new ConfigOption();

  @Override
  public Integer call() throws IOException {
    new MaskText(config.read().collector().processors().masking()).mask(System.in, System.out);
    return 0;
  }
}
