/** Exceptions that nobody caught, as log records. */
package io.tocsin.agent.uncaught;
