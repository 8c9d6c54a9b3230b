package io.tocsin.demo.bank.statement;

import io.tocsin.demo.bank.edge.Operation;
import io.tocsin.demo.bank.ledger.Entry;
import io.tocsin.demo.bank.ledger.Ledger;
import io.tocsin.demo.bank.step.Steps;
import io.tocsin.demo.bank.work.Work;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Has statements rendered in the background. */
@RestController
public class StatementDesk {
  private static final Logger log = LoggerFactory.getLogger(StatementDesk.class);
  private static final int LINES = 50;

  private final Ledger ledger;
  private final ForkJoinPool rendering;
  private final Steps steps;

  public StatementDesk(Ledger ledger, ForkJoinPool rendering, Steps steps) {
    this.ledger = ledger;
    this.rendering = rendering;
    this.steps = steps;
  }

  @PostMapping("/statements")
  @ResponseStatus(HttpStatus.ACCEPTED)
  public void render() {
    List<Entry> entries = ledger.newest(Operation.current().accountId(), LINES);
    log.info("statement asked, entries={}", entries.size());
    rendering.execute(Work.of("render statement", () -> render(entries)));
  }

  private void render(List<Entry> entries) {
    steps.enter("statement.render");
    Statement statement = Statement.of(entries);
    log.info("statement rendered, characters={}", statement.text().length());
  }
}
