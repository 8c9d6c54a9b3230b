package io.tocsin.bot.fakechannel;

/** Takes what is posted to it. */
public final class FakeMachine extends FakeServer {
  @Override
  Fault.Says answer(Request request) {
    return new Fault.Says(204, "");
  }
}
