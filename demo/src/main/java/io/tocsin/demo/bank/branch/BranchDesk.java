package io.tocsin.demo.bank.branch;

import io.tocsin.demo.bank.step.Steps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Says to which region a branch belongs. */
@RestController
class BranchDesk {
  record Question(String branch) {}

  record Answer(int region) {}

  private static final Logger log = LoggerFactory.getLogger(BranchDesk.class);

  private final BranchDirectory directory;
  private final Steps steps;

  BranchDesk(BranchDirectory directory, Steps steps) {
    this.directory = directory;
    this.steps = steps;
  }

  @PostMapping("/api/branches")
  Answer find(@RequestBody Question question) {
    log.info("branch asked");
    steps.enter("branch.find");
    return new Answer(directory.region(question.branch()));
  }
}
