package io.tocsin.bot.jira;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.bot.label.Signature;
import io.tocsin.model.ticket.SendBy;
import io.tocsin.model.ticket.TrackerException;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Comments under issues. */
record IssueComments(Exchange exchange, JiraApi api, Edition edition) {
  private static final Logger LOG = LoggerFactory.getLogger(IssueComments.class);
  private static final Duration BESIDE = Duration.ofMinutes(1);

  void add(String issue, String markdown, SendBy sendBy) throws TrackerException {
    exchange.answer(() -> {
      api.comment(sendBy, issue, Map.of("body", edition.markup().of(markdown)));
      return issue;
    });
  }

  /** Beside what was done: that it cannot be said must not make that look as if it was not. */
  void tryToAdd(String issue, String markdown) {
    try {
      add(issue, Signature.under(markdown), SendBy.within(BESIDE));
    } catch (TrackerException e) {
      LOG.info("{}: not said on it: {} ({})", issue, markdown, e.getMessage());
    }
  }
}
