package io.tocsin.model.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Files beside the built-in tracker's tickets. */
public interface AttachmentStore {
  /** What became of a file. */
  enum Kept {
    KEPT,
    /** It had one of that name, which stays. */
    HAD_IT,
    /** It has as many as it may have. */
    FULL,
    NO_TICKET
  }

  /**
   * @param max files of one ticket
   */
  Kept keep(String ticket, Attachment file, int max, Instant now);

  /** In order; none where there is no such ticket. */
  List<String> names(String ticket);

  /** Its {@code url} is empty: the store knows none. */
  Optional<Attachment> read(String ticket, String name);
}
