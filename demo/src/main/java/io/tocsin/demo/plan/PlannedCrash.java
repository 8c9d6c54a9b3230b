package io.tocsin.demo.plan;

/** The death of a JVM that the load will ask for. */
public record PlannedCrash(int number, CrashingPlace place, Errand errand)
    implements PlannedFault {}
