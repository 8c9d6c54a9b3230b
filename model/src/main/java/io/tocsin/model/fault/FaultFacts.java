package io.tocsin.model.fault;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one fault from a sample of it: enough to tell it to a person. All text is
 * masked.
 *
 * @param type class of the root cause's exception
 * @param message of the root cause; empty where there is none
 * @param surfacedType class of the outermost exception; equal to {@code type} without a chain
 * @param culprit most suspect frame; null without a usable stack
 * @param culpritBecause why that frame
 * @param stack the whole trace as sent
 * @param uncaught it ended its thread
 * @param errorCode of the error model; null without a rule
 * @param operation endpoint or span name; of an uncaught exception else the thread's name; null
 *     where unknown
 * @param revision commit that the service was built from, {@code vcs.ref.head.revision}; null where
 *     the service does not say
 * @param groupedBecause which parts of the trace made the fingerprint
 */
public record FaultFacts(
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
  public FaultFacts {
    groupedBecause = List.copyOf(groupedBecause);
  }

  public FaultFacts withOperation(String found) {
    return new FaultFacts(
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
