package io.tocsin.model.fault;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one fault from a sample of it: enough to tell it to a person. All text is
 * masked.
 *
 * @param kind what sort of fault it is; it decides what some of the others mean
 * @param type class of the root cause's exception; of a crash the signal or error, such as SIGSEGV;
 *     of a slowdown {@link #SLOWDOWN}; of a leak the kind of secret; of an alert its name
 * @param message of the root cause; empty where there is none; of a slowdown a {@link Slowdown}'s
 *     text; of an alert what its annotations say
 * @param surfacedType class of the outermost exception; equal to {@code type} without a chain; of a
 *     leak the logger; of an alert the system that sent it
 * @param culprit most suspect frame; null without a usable stack, or until a profile names it
 * @param culpritBecause why that frame
 * @param stack the whole trace as sent; empty for a slowdown, a leak and an alert
 * @param uncaught it ended its thread
 * @param errorCode of the error model; null without a rule
 * @param operation endpoint or span name; of an uncaught exception else the thread's name; null
 *     where unknown
 * @param revision commit that the service was built from, {@code vcs.ref.head.revision}; null where
 *     the service does not say
 * @param groupedBecause which parts of the trace made the fingerprint
 * @param labels of an alert, by name; else empty
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
    List<String> groupedBecause,
    Map<String, String> labels) {
  /** The type of every slowdown. */
  public static final String SLOWDOWN = "Slowdown";

  public enum Kind {
    EXCEPTION,
    /** A JVM died of a fatal error. */
    CRASH,
    /** An endpoint takes longer than it used to. */
    SLOWDOWN,
    /** A secret stands in what a logger writes. */
    LEAK,
    /** Another system raised an alert. */
    ALERT
  }

  public FaultFacts {
    // Rows written before there were kinds hold none.
    kind = kind == null ? Kind.EXCEPTION : kind;
    groupedBecause = List.copyOf(groupedBecause);
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }

  /** Of anything but an alert. */
  public FaultFacts(
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
    this(
        kind,
        type,
        message,
        surfacedType,
        culprit,
        culpritBecause,
        stack,
        uncaught,
        errorCode,
        operation,
        revision,
        groupedBecause,
        Map.of());
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
        groupedBecause,
        labels);
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
        groupedBecause,
        labels);
  }

  /** For places where a stack is too much. */
  public FaultFacts withoutStack() {
    return new FaultFacts(
        kind,
        type,
        message,
        surfacedType,
        culprit,
        culpritBecause,
        "",
        uncaught,
        errorCode,
        operation,
        revision,
        groupedBecause,
        labels);
  }
}
