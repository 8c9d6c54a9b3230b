package io.tocsin.demo.bank.split;

import io.tocsin.demo.bank.step.Steps;
import java.math.BigDecimal;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Divides one payment among several receivers. */
@RestController
public class SplitDesk {
  public record Question(BigDecimal amount, List<BigDecimal> percents) {}

  public record Answer(List<BigDecimal> shares) {}

  private static final Logger log = LoggerFactory.getLogger(SplitDesk.class);

  private final Steps steps;

  public SplitDesk(Steps steps) {
    this.steps = steps;
  }

  @PostMapping("/splits")
  public Answer split(@RequestBody Question question) {
    log.info("split asked, amount={} parts={}", question.amount(), question.percents().size());
    steps.enter("split.divide");
    return new Answer(Split.of(question.amount(), question.percents()).shares());
  }
}
