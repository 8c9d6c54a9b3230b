package io.tocsin.bot.detector.latency;

import org.jspecify.annotations.Nullable;

/**
 * An endpoint's newest step, not judged yet.
 *
 * @param before the line of the version before, while it is held against that
 */
record Fresh(Watched endpoint, Line line, Line.Raw raw, @Nullable Line before) {}
