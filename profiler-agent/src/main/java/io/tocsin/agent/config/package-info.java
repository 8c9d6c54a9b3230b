/** What the agent was told: OpenTelemetry's variables first, then its own properties. */
package io.tocsin.agent.config;
