package io.tocsin.demo.plan;

import java.time.Duration;

/**
 * One fault that the load will ask for.
 *
 * @param number from 1
 * @param accountId raw; only the bank and this process know it
 * @param traceId 32 hex digits, sent to the bank as a W3C trace parent
 * @param mark names the data planted for it: five lower-case letters, never used twice
 * @param pause before it
 */
public record PlannedFault(
    int number,
    Place place,
    String accountId,
    String tenantCode,
    String operationId,
    String traceId,
    String mark,
    Duration pause) {}
