package io.tocsin.web.oncall;

import java.time.Instant;

/** A stand-in as somebody asks for it. */
record StandInDraft(
    String schedule, String layer, String person, Instant from, Instant until, String why) {}
