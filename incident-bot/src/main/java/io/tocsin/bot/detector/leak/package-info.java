/** Secrets that services write to their logs. They were masked; who writes them should know. */
package io.tocsin.bot.detector.leak;
