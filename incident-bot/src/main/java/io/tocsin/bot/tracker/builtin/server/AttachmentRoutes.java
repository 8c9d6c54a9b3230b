package io.tocsin.bot.tracker.builtin.server;

import io.tocsin.bot.tracker.builtin.TicketJson.FileList;
import io.tocsin.bot.tracker.builtin.server.TicketRoutes.Answer;
import io.tocsin.bot.tracker.builtin.server.TicketRoutes.Call;
import io.tocsin.model.ticket.Attachment;
import io.tocsin.model.ticket.AttachmentStore;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code GET /api/v1/tickets/{id}/attachments}, and {@code PUT} and {@code GET} of one by its name.
 * Put twice it is there once: a name is a file's identity.
 */
final class AttachmentRoutes {
  private static final Pattern PATH =
      Pattern.compile(Pattern.quote(TicketRoutes.TICKETS) + "/([^/]+)/attachments(?:/([^/]+))?");
  private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z]+/[a-z0-9.+-]{1,60}");

  private final AttachmentStore store;
  private final int max;
  private final InstantSource clock;

  /**
   * @param max files of one ticket
   */
  AttachmentRoutes(AttachmentStore store, int max, InstantSource clock) {
    this.store = store;
    this.max = max;
    this.clock = clock;
  }

  /** Empty where the path is none of these. */
  Optional<Answer> answer(Call call) {
    Matcher path = PATH.matcher(call.path());
    return path.matches()
        ? Optional.of(
            path.group(2) == null
                ? list(call, path.group(1))
                : file(call, path.group(1), path.group(2)))
        : Optional.empty();
  }

  private Answer list(Call call, String ticket) {
    return call.method().equals("GET")
        ? new Answer(200, new FileList(store.names(ticket)))
        : Answer.problem(405, "expected: GET");
  }

  private Answer file(Call call, String ticket, String name) {
    if (!Attachment.isName(name)) {
      return Answer.problem(400, "name: expected: a-z, 0-9 and hyphens, with one ending");
    }
    return switch (call.method()) {
      case "GET" ->
          store
              .read(ticket, name)
              .map(file -> new Answer(200, file))
              .orElseGet(() -> Answer.problem(404, "no such attachment"));
      case "PUT" -> put(call, ticket, name);
      default -> Answer.problem(405, "expected: GET or PUT");
    };
  }

  private Answer put(Call call, String ticket, String name) {
    String type = call.mediaType();
    if (!MEDIA_TYPE.matcher(type).matches()) {
      return Answer.problem(400, "Content-Type: expected: a media type without parameters");
    }
    return switch (store.keep(
        ticket, new Attachment(name, type, call.body(), ""), max, clock.instant())) {
      case KEPT -> new Answer(201, new FileList(store.names(ticket)));
      case HAD_IT -> new Answer(200, new FileList(store.names(ticket)));
      case FULL -> Answer.problem(400, "the ticket has " + max + " attachments, as many as it may");
      case NO_TICKET -> Answer.problem(404, "no such ticket");
    };
  }
}
