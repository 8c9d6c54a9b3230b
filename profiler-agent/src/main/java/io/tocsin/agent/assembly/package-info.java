/** Puts the agent together: the only package that knows all others. */
package io.tocsin.agent.assembly;
