package io.tocsin.bot.detector.latency;

/** Whose latency it is, within a tenant. */
record EndpointKey(String service, String environment, String operation) {}
