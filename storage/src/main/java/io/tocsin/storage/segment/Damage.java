package io.tocsin.storage.segment;

import io.tocsin.model.log.LogStatus;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was found broken: counted, logged and shown. */
final class Damage {
  private static final Logger LOG = LoggerFactory.getLogger(Damage.class);
  private static final int MAX_SENTENCES = 20;

  private final List<String> because = new ArrayList<>();
  private long found;
  private int setAside;

  /** One damage, told once. */
  synchronized void found(String sentence) {
    found++;
    if (because.size() < MAX_SENTENCES) {
      because.add(sentence);
      LOG.error("the log is damaged: {}", sentence);
    }
  }

  /** Damaged files that lie in the folder. */
  synchronized void setAside(int files) {
    setAside += files;
  }

  synchronized LogStatus.Damage status() {
    return new LogStatus.Damage(setAside, found, because);
  }
}
