/** A file that outlives a JVM which ended without an orderly shutdown. */
package io.tocsin.agent.exit;
