package io.tocsin.demo.verdict;

import io.tocsin.demo.plan.Author;
import io.tocsin.demo.plan.PlannedFault;
import io.tocsin.demo.plan.Staff;

/**
 * What a fault's ticket must say.
 *
 * @param method fully qualified class, dot, method
 * @param account token
 */
public record Expected(
    int number, String team, Author author, String method, String traceId, String account) {
  public static Expected of(PlannedFault fault, Staff staff, String accountToken) {
    return new Expected(
        fault.number(),
        staff.team(fault.place()),
        staff.author(fault.place()),
        fault.place().culprit(),
        fault.traceId(),
        accountToken);
  }
}
