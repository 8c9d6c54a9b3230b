/** What an agent costs the service that it is attached to. */
package io.tocsin.bench.agent;
