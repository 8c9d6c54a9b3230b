package io.tocsin.demo.history;

import java.util.Map;
import java.util.Optional;

/**
 * The bank's next version.
 *
 * @param revision the commit that it is built from, 40 hex digits
 * @param slowing the one among its commits that makes a method slow; empty where none does
 * @param commits since the version before
 * @param sources of {@code revision}: Java files by path
 */
public record Release(
    String revision, Optional<String> slowing, int commits, Map<String, String> sources) {}
