/** Exceptions that nobody caught, or that were caught and logged as errors. */
package io.tocsin.bot.detector.exception;
