package io.tocsin.demo.bank.screening;

import io.tocsin.demo.bank.step.Steps;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Holds the names behind a payee against the watch list. */
@RestController
class ScreeningDesk {
  /**
   * @param names of everybody who may sign
   */
  record Question(List<String> names) {}

  record Answer(List<Boolean> held) {}

  private static final Logger log = LoggerFactory.getLogger(ScreeningDesk.class);

  private final WatchList watchList;
  private final Steps steps;

  ScreeningDesk(WatchList watchList, Steps steps) {
    this.watchList = watchList;
    this.steps = steps;
  }

  @PostMapping("/api/screenings")
  Answer screen(@RequestBody Question question) {
    log.info("screening asked");
    steps.enter("screening.screen");
    return new Answer(
        question.names().stream().map(name -> !watchList.resembling(name).isEmpty()).toList());
  }
}
