/** Fatal errors of JVMs, as their agents report them. */
package io.tocsin.bot.detector.crash;
