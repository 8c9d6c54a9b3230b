package io.tocsin.demo.bank.archive;

import io.tocsin.demo.bank.step.Steps;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Archives a closed statement and says by which sum each of its pages is known. */
@RestController
public class ArchiveDesk {
  public record Closed(List<String> pages) {}

  public record Sums(List<Integer> sums) {}

  private static final Logger log = LoggerFactory.getLogger(ArchiveDesk.class);

  private final Steps steps;

  public ArchiveDesk(Steps steps) {
    this.steps = steps;
  }

  @PostMapping("/archives")
  public Sums archive(@RequestBody Closed closed) {
    log.info("archive asked, pages={}", closed.pages().size());
    steps.enter("archive.sum");
    Archive archive = Archive.of(closed.pages());
    try {
      return new Sums(
          IntStream.range(0, closed.pages().size()).mapToObj(archive::checksum).toList());
    } finally {
      archive.free();
    }
  }
}
