/** OTLP log records in protobuf, written by hand: the agent has no dependencies. */
package io.tocsin.agent.otlp;
