package io.tocsin.model.incident;

import java.time.Instant;

/** Silence about one incident, with who asked for it, why, and an end. */
public record Mute(Instant until, String reason, String by) {}
