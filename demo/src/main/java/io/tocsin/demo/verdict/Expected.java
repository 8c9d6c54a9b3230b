package io.tocsin.demo.verdict;

import io.tocsin.demo.plan.Author;
import io.tocsin.demo.plan.PlannedCrash;
import io.tocsin.demo.plan.PlannedException;
import io.tocsin.demo.plan.PlannedSlowdown;
import io.tocsin.demo.plan.Staff;

/** What a fault's ticket and incident must say. */
public sealed interface Expected {
  /** The fault's. */
  int number();

  String team();

  Author author();

  /** Fully qualified class, dot, method. */
  String method();

  /** As the API names it. */
  String kind();

  /**
   * @param account token
   */
  record Exception(
      int number, String team, Author author, String method, String traceId, String account)
      implements Expected {
    public static Exception of(PlannedException fault, Staff staff, String accountToken) {
      return new Exception(
          fault.number(),
          staff.team(fault.place()),
          staff.author(fault.place()),
          fault.place().code().culprit(),
          fault.errand().traceId(),
          accountToken);
    }

    @Override
    public String kind() {
      return "exception";
    }
  }

  /** Beside these, a diagnosis in words and the profile from before it. */
  record Crash(int number, String team, Author author, String method, String service)
      implements Expected {
    public static Crash of(PlannedCrash fault, Staff staff) {
      return new Crash(
          fault.number(),
          staff.team(fault.place()),
          staff.author(fault.place()),
          fault.place().code().culprit(),
          fault.place().service());
    }

    @Override
    public String kind() {
      return "crash";
    }
  }

  /**
   * @param author of the commit
   * @param operation of the endpoint that became slow
   * @param commit that made the method slow, 40 hex digits
   */
  record Slowdown(
      int number,
      String team,
      Author author,
      String method,
      String service,
      String operation,
      String commit)
      implements Expected {
    public static Slowdown of(PlannedSlowdown fault, Staff staff, String commit) {
      return new Slowdown(
          fault.number(),
          staff.team(fault.place()),
          fault.author(),
          fault.place().code().culprit(),
          fault.place().service(),
          fault.place().operation(),
          commit);
    }

    @Override
    public String kind() {
      return "slowdown";
    }
  }
}
