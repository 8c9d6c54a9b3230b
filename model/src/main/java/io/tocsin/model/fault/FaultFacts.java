package io.tocsin.model.fault;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one fault from a sample of it: enough to tell it to a person. All text is
 * masked.
 *
 * @param kind what sort of fault it is; it decides what some of the others mean
 * @param type class of the root cause's exception; of a crash the signal or error, such as SIGSEGV;
 *     of a slowdown {@link #SLOWDOWN}; of a leak the kind of secret
 * @param message of the root cause; empty where there is none; of a slowdown a {@link Slowdown}'s
 *     text
 * @param surfacedType class of the outermost exception; equal to {@code type} without a chain; of a
 *     leak the logger
 * @param culprit most suspect frame; null without a usable stack, or until a profile names it
 * @param culpritBecause why that frame
 * @param stack the whole trace as sent; empty for a slowdown and a leak
 * @param uncaught it ended its thread
 * @param errorCode of the error model; null without a rule
 * @param operation endpoint or span name; of an uncaught exception else the thread's name; null
 *     where unknown
 * @param revision commit that the service was built from, {@code vcs.ref.head.revision}; null where
 *     the service does not say
 * @param groupedBecause which parts of the trace made the fingerprint
 */
public record FaultFacts(
    Kind kind,
    String type,
    String message,
    String surfacedType,
    @Nullable Frame culprit,
    @Nullable String culpritBecause,
    String stack,
    boolean uncaught,
    @Nullable String errorCode,
    @Nullable String operation,
    @Nullable String revision,
    List<String> groupedBecause) {
  /** The type of every slowdown. */
  public static final String SLOWDOWN = "Slowdown";

  public enum Kind {
    EXCEPTION,
    /** A JVM died of a fatal error. */
    CRASH,
    /** An endpoint takes longer than it used to. */
    SLOWDOWN,
    /** A secret stands in what a logger writes. */
    LEAK
  }

  public FaultFacts {
    // Rows written before there were kinds hold none.
    kind = kind == null ? Kind.EXCEPTION : kind;
    groupedBecause = List.copyOf(groupedBecause);
  }

  /**
   * @param because why that frame
   */
  public FaultFacts withCulprit(Frame found, String because) {
    return new FaultFacts(
        kind,
        type,
        message,
        surfacedType,
        found,
        because,
        stack,
        uncaught,
        errorCode,
        operation,
        revision,
        groupedBecause);
  }

  public FaultFacts withOperation(String found) {
    return new FaultFacts(
        kind,
        type,
        message,
        surfacedType,
        culprit,
        culpritBecause,
        stack,
        uncaught,
        errorCode,
        found,
        revision,
        groupedBecause);
  }
}
