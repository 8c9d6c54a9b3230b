package io.tocsin.bench.agent;

/**
 * Of one run of one variant.
 *
 * @param throughput answers a second when it is asked as fast as it answers
 * @param p99Millis at a steady rate
 * @param cpuMillis processor time of the service for one request at that rate
 * @param residentMebibytes at the end
 * @param startUpMillis until the first answer
 * @param sentBytes by the agent, to whoever takes it
 */
record Figures(
    double throughput,
    double p50Millis,
    double p99Millis,
    double cpuMillis,
    double residentMebibytes,
    double startUpMillis,
    long sentBytes) {}
