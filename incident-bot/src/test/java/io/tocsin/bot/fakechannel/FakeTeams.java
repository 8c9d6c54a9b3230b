package io.tocsin.bot.fakechannel;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The webhook of a workflow in Teams. */
public final class FakeTeams extends FakeServer {
  public static final String SIGNATURE = "sig=verySecret";
  private final List<JsonNode> cards = new ArrayList<>();

  public synchronized List<JsonNode> cards() {
    return List.copyOf(cards);
  }

  @Override
  synchronized Fault.Says answer(Request request) {
    if (!request.query().contains(SIGNATURE)) {
      return new Fault.Says(401, "{\"error\":{\"code\":\"DirectApiAuthorizationRequired\"}}");
    }
    if (request.bytes().length > 28 * 1024) {
      return new Fault.Says(413, "");
    }
    cards.add(request.json().at("/attachments/0/content"));
    return new Fault.Says(202, "");
  }
}
