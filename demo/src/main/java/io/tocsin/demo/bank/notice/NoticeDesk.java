package io.tocsin.demo.bank.notice;

import io.tocsin.demo.bank.edge.Operation;
import io.tocsin.demo.bank.step.Steps;
import io.tocsin.demo.bank.work.Work;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tells account holders what happened, over the channel they chose. */
@RestController
public class NoticeDesk {
  public record Notice(String text) {}

  private static final Logger log = LoggerFactory.getLogger(NoticeDesk.class);

  private final Preferences preferences;
  private final Steps steps;

  NoticeDesk(Preferences preferences, Steps steps) {
    this.preferences = preferences;
    this.steps = steps;
  }

  @PostMapping("/preferences")
  @ResponseStatus(HttpStatus.CREATED)
  public void prefer(@RequestBody Map<String, Object> chosen) {
    preferences.set(Operation.current().accountId(), chosen);
  }

  @PostMapping("/notices")
  @ResponseStatus(HttpStatus.ACCEPTED)
  public void send(@RequestBody Notice notice) {
    String account = Operation.current().accountId();
    Thread.ofVirtual().name("notice").start(Work.of("send notice", () -> deliver(account, notice)));
  }

  private void deliver(String account, Notice notice) {
    Map<String, Object> chosen = preferences.of(account);
    steps.enter("notice.deliver");
    String channel = (String) chosen.getOrDefault("channel", "post");
    String quietHours = (String) chosen.getOrDefault("quiet_hours", "22-07");
    log.info(
        "notice of {} characters sent, channel={} quiet={}",
        notice.text().length(),
        channel,
        quietHours);
  }
}
