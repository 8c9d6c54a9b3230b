package io.tocsin.demo.bank.memo;

import io.tocsin.demo.bank.step.Steps;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Sorts a customer's payments for the household book. */
@RestController
public class MemoDesk {
  public record Question(List<String> memos) {}

  public record Answer(List<String> categories) {}

  private static final Logger log = LoggerFactory.getLogger(MemoDesk.class);

  private final Categories categories = new Categories();
  private final Steps steps;

  public MemoDesk(Steps steps) {
    this.steps = steps;
  }

  @PostMapping("/memos")
  public Answer sort(@RequestBody Question question) {
    log.info("categories asked, memos={}", question.memos().size());
    steps.enter("memo.sort");
    return new Answer(categories.of(question.memos()));
  }
}
